/** Tests. */
@NullMarked
package org.tengen.ps.image;

import org.jspecify.annotations.NullMarked;

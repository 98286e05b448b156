/** Tests. */
@NullMarked
package org.tengen.ps.serving;

import org.jspecify.annotations.NullMarked;

/** Tests. */
@NullMarked
package org.tengen.ps.local;

import org.jspecify.annotations.NullMarked;

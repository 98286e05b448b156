/** Tests. */
@NullMarked
package org.tengen.ps.lane;

import org.jspecify.annotations.NullMarked;

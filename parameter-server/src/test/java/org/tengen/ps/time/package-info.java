/** Tests. */
@NullMarked
package org.tengen.ps.time;

import org.jspecify.annotations.NullMarked;

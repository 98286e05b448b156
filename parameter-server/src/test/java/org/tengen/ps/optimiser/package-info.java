/** Tests. */
@NullMarked
package org.tengen.ps.optimiser;

import org.jspecify.annotations.NullMarked;

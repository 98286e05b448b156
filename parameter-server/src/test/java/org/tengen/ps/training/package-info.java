/** Tests. */
@NullMarked
package org.tengen.ps.training;

import org.jspecify.annotations.NullMarked;

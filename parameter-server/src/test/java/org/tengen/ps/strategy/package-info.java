/** Tests. */
@NullMarked
package org.tengen.ps.strategy;

import org.jspecify.annotations.NullMarked;

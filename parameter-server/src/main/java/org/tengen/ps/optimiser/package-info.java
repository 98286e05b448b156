/**
 * What turns a mean gradient into new weights: optimisers, the schedules of their rates, and the
 * clipping that workers do before they push. Formulas are those of the papers and, where they
 * differ, of Deeplearning4j, so that a network trained here and there ends in the same weights.
 */
@NullMarked
package org.tengen.ps.optimiser;

import org.jspecify.annotations.NullMarked;

package org.tengen.dl4j;

import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.tengen.ps.table.Range;

/**
 * Neighbouring parameters that one updater with one setting moves: a block of Deeplearning4j's own
 * updater.
 *
 * <p>Deeplearning4j keeps a block's state slot by slot, each as long as the block: for Adam all of
 * m, then all of v.
 *
 * @param positions in the flat parameters
 * @param state in the flat updater state
 * @param where the first layer and parameter, for messages
 * @param updater its setting
 * @param trained whether training moves it; parameters that only pre-training moves stay as they
 *     are
 */
record UpdateBlock(Range positions, Range state, String where, IUpdater updater, boolean trained) {
  UpdateBlock {
    if (state.length() != slots(updater) * positions.length()) {
      throw new IllegalArgumentException(
          where + ": " + state.length() + " floats of updater state for " + positions);
    }
  }

  /** State floats a parameter. */
  int slots() {
    return slots(updater);
  }

  private static int slots(IUpdater updater) {
    if (updater instanceof Adam) {
      return 2;
    }
    return updater instanceof Nesterovs || updater instanceof AdaGrad ? 1 : 0;
  }
}

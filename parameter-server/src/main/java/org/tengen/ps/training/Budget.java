package org.tengen.ps.training;

import java.io.Serializable;

/**
 * How much is trained. Kept exactly: a run ends when {@link #pushes} (behind a barrier, {@link
 * #iterationsPerLane} of each lane) are applied on every slice.
 *
 * @param samples samples of the run
 * @param batch samples of one push
 */
public record Budget(long samples, int batch) implements Serializable {
  public Budget {
    if (batch < 1) {
      throw new IllegalArgumentException("batch=" + batch + ": expected 1 or more");
    }
    if (samples < batch) {
      throw new IllegalArgumentException(
          "samples=" + samples + ": expected at least one batch of " + batch);
    }
  }

  /** A budget of {@code iterations} pushes of each lane, whatever their samples. */
  public static Budget ofIterations(long iterations, int lanes) {
    return new Budget(iterations * lanes, 1);
  }

  /** The whole batches in the budget. */
  public long pushes() {
    return samples / batch;
  }

  /** The whole clocks in the budget where {@code lanes} lanes give a batch each. */
  public long iterationsPerLane(int lanes) {
    return samples / ((long) lanes * batch);
  }
}

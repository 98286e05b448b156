package org.tengen.ps.server;

/**
 * How many images a server holds at once for a listener that is slower than the run: of evaluations
 * as many as 256 MiB hold, since each is a point of a curve, but at least two; of checkpoints two.
 */
public final class ImagesHeld {
  /** Checkpoints at once. */
  public static final int CHECKPOINTS = 2;

  private static final int LEAST = 2;
  private static final long EVALUATION_BYTES = 256L << 20;

  private ImagesHeld() {}

  /** Evaluations of a table of {@code length} floats at once. */
  public static long evaluations(long length) {
    return Math.max(LEAST, EVALUATION_BYTES / (Float.BYTES * length));
  }
}

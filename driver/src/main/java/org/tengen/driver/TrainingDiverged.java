package org.tengen.driver;

/** A training has diverged, and was to stop then. Its figures and report are written. */
public final class TrainingDiverged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With one line that says how, under what settings, and what to try. */
  public TrainingDiverged(String message) {
    super(message);
  }
}

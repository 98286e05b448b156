package org.tengen.driver;

/** A run was stopped from outside after a checkpoint: it can be resumed. */
public final class StoppedResumable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With one line that names the checkpoint and the way to go on. */
  public StoppedResumable(String message) {
    super(message);
  }
}

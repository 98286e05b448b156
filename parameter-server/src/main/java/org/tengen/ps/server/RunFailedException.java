package org.tengen.ps.server;

/** A run that cannot go on; one line says why and, where somebody was waited for, for whom. */
public class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With that line. */
  public RunFailedException(String message) {
    super(message);
  }
}

package org.tengen.ps.client;

/** A newer lease has taken the lane over: this holder stops, without harm. */
public final class SupersededException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With one line that names the lane and the newer holder. */
  public SupersededException(String message) {
    super(message);
  }
}

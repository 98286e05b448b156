package org.tengen.ps.serving;

/** Something that must never happen has: the run stops, for its result would be worth nothing. */
public final class RunBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One line says what. */
  public RunBroken(String message) {
    super(message);
  }
}

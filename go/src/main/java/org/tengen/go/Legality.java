package org.tengen.go;

/** Whether a move is allowed, and if not, why. */
public enum Legality {
  LEGAL("allowed"),
  OUTSIDE("not a point of the board"),
  OCCUPIED("there is a stone"),
  SUICIDE("it would take its own stones"),
  KO("it would take back a ko at once"),
  SUPERKO("it would repeat a position");

  private final String reason;

  Legality(String reason) {
    this.reason = reason;
  }

  /** In words, to follow a colon. */
  public String reason() {
    return reason;
  }
}

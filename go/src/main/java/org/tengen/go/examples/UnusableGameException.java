package org.tengen.go.examples;

/** Says that nothing is learned from a record, and why, in one line. */
public final class UnusableGameException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Unusable reason;

  /** With the line to show, which says where the record is. */
  public UnusableGameException(Unusable reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** What kind of reason it is. */
  public Unusable reason() {
    return reason;
  }
}

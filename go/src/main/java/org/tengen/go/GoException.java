package org.tengen.go;

/**
 * A board, rule, coordinate or move that cannot be used as it is.
 *
 * <p>The message is one line for the person or program that gave it: what, where, the value, and
 * what would be accepted. It is shown without a stack trace.
 */
public final class GoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the line to show. */
  public GoException(String message) {
    super(message);
  }
}

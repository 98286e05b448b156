package org.tengen.go.sgf;

/**
 * A record that cannot be read, written or played as it is.
 *
 * <p>The message is one line for the person who named the file: which file, which line and byte
 * (both counted from 1), what is there, and what would be accepted.
 */
public final class SgfException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the line to show. */
  public SgfException(String message) {
    super(message);
  }

  /** With the line to show and what brought it about. */
  public SgfException(String message, Throwable cause) {
    super(message, cause);
  }
}

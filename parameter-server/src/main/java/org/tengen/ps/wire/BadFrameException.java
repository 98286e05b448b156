package org.tengen.ps.wire;

/** Bytes that are no frame, or not the frame that may come now. The connection ends. */
public final class BadFrameException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With one line that says what came and what would be accepted. */
  public BadFrameException(String message) {
    super(message);
  }
}

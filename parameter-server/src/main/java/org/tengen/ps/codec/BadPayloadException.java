package org.tengen.ps.codec;

/** Bytes that are no payload of the format that they are said to be of. */
public final class BadPayloadException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With what is wrong, as the end of a line that says what came. */
  public BadPayloadException(String message) {
    super(message);
  }
}

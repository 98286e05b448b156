package org.tengen.ps.wire;

/** The other side is not who it should be, or wants another run. The connection ends. */
public final class HandshakeException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With one line for the other side; it tells nothing that a stranger must not know. */
  public HandshakeException(String message) {
    super(message);
  }
}

package org.tengen.ps.wire;

/** The other side is not who it should be, or wants another run. The connection ends. */
public final class HandshakeException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Whether the two sides have different secrets. */
  private final boolean ofSecret;

  /** With one line for the other side; it tells nothing that a stranger must not know. */
  public HandshakeException(String message) {
    this(message, false);
  }

  private HandshakeException(String message, boolean ofSecret) {
    super(message);
    this.ofSecret = ofSecret;
  }

  /** The two sides have different secrets: no other try ends otherwise. */
  static HandshakeException ofSecret(String message) {
    return new HandshakeException(message, true);
  }

  /** Whether the two sides have different secrets. */
  public boolean isOfSecret() {
    return ofSecret;
  }
}

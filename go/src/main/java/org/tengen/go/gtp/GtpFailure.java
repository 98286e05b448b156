package org.tengen.go.gtp;

/** That a command cannot be done; the message is what the controller is told. */
final class GtpFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GtpFailure(String message) {
    super(message);
  }

  static GtpFailure syntax() {
    return new GtpFailure("syntax error");
  }
}

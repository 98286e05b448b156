package org.tengen.ps.client;

import java.io.IOException;

/**
 * The two sides of a connection do not have the same secret. Each has read its own once, so that
 * trying again leads nowhere, unlike with any other connection that cannot be opened.
 */
public final class WrongSecretException extends IOException {
  private static final long serialVersionUID = 1L;

  /** One line that names the address. */
  public WrongSecretException(String message, Throwable cause) {
    super(message, cause);
  }
}

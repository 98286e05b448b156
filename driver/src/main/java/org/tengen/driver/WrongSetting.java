package org.tengen.driver;

/** A setting, or what it points at, cannot be used. Its message is the one line that users see. */
public final class WrongSetting extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With one line that says what, where, the value, and what would be accepted. */
  public WrongSetting(String message) {
    super(message);
  }

  /** The same, with the failure that was found first. */
  public WrongSetting(String message, Throwable cause) {
    super(message, cause);
  }
}

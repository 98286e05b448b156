package org.tengen.dl4j;

/** A network's setting that training through the parameter server would not honour. */
public final class UnsupportedSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** In one line: layer {@code where}, {@code setting=value}, and what would be accepted. */
  UnsupportedSettingException(String where, String setting, Object value, String expected) {
    super(where + ": " + setting + "=" + value + ": expected " + expected);
  }
}

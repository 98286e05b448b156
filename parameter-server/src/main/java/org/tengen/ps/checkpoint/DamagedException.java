package org.tengen.ps.checkpoint;

import java.io.IOException;

/** A file that is not what was written: cut short, changed, or missing. */
public final class DamagedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With one line that names the file and what is wrong with it. */
  public DamagedException(String message) {
    super(message);
  }
}

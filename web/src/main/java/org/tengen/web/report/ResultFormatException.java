package org.tengen.web.report;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A {@code result.json} that cannot be read. The message is one line, for the user. */
public final class ResultFormatException extends IOException {
  private static final long serialVersionUID = 1;

  ResultFormatException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

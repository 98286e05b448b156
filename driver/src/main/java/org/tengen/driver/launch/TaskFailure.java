package org.tengen.driver.launch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Spark says of a failed task, as one line. */
final class TaskFailure {
  /** Spark puts the task's own exception, with its class, behind its own words. */
  private static final Pattern CAUSE =
      Pattern.compile("\\): ([\\w.$]+(?:Exception|Error|Superseded\\w*))(?:: ([^\\n]*))?");

  private TaskFailure() {}

  /** The task's own message, or Spark's first line where there is none. */
  static String line(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage());
    Matcher cause = CAUSE.matcher(message);
    if (cause.find()) {
      String own = cause.group(2);
      return own == null ? cause.group(1) : own;
    }
    return message.lines().findFirst().orElse(root.toString());
  }
}

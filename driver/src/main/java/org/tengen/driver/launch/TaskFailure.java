package org.tengen.driver.launch;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaFutureAction;
import org.tengen.corpus.CorpusException;
import org.tengen.ps.server.RunFailedException;

/** What Spark says of a failed task, as one line. */
final class TaskFailure {
  /** Spark puts the task's own exception, with its class, behind its own words. */
  private static final Pattern CAUSE =
      Pattern.compile("\\): ([\\w.$]+(?:Exception|Error|Superseded\\w*))(?:: ([^\\n]*))?");

  private TaskFailure() {}

  /** Throws what has ended a job that is over, if anything has. */
  static void requireSuccess(JavaFutureAction<?> job) throws InterruptedException {
    try {
      job.get();
    } catch (ExecutionException | CancellationException e) {
      throw thrown(e);
    }
  }

  /** What to throw for it: the corpus's fault stays one, all else is the run's. */
  static RuntimeException thrown(Throwable failure) {
    String line = line(failure);
    return ofCorpus(root(failure)) ? new CorpusException(line) : new RunFailedException(line);
  }

  /** Spark hands over the exception itself, or its name in a message. */
  private static boolean ofCorpus(Throwable root) {
    Matcher cause = CAUSE.matcher(String.valueOf(root.getMessage()));
    return root instanceof CorpusException
        || (cause.find() && CorpusException.class.getName().equals(cause.group(1)));
  }

  /** The task's own message, or Spark's first line where there is none. */
  static String line(Throwable failure) {
    Throwable root = root(failure);
    String message = String.valueOf(root.getMessage());
    Matcher cause = CAUSE.matcher(message);
    if (cause.find()) {
      String own = cause.group(2);
      return own == null ? cause.group(1) : own;
    }
    return message.lines().findFirst().orElse(root.toString());
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}

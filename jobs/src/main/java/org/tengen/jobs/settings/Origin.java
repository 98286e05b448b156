package org.tengen.jobs.settings;

import java.util.Optional;

/**
 * Where a value came from.
 *
 * @param where as shown, e.g. {@code conf/compare.properties line 12} or {@code flag --workers}
 */
public record Origin(Level level, String where) {
  private static final String LINE = " line ";

  /** The declaration's own value. */
  static final Origin DEFAULT = new Origin(Level.DEFAULT, "default");

  /** A later level beats an earlier one. */
  public enum Level {
    /** The declaration. */
    DEFAULT,
    /** The job's file in {@code conf/}, or {@code --conf}. */
    FILE,
    /** What Spark was started with. */
    SPARK,
    /** The run that is resumed. */
    RUN,
    /** The command line. */
    FLAG
  }

  static Origin file(String file, int line) {
    return new Origin(Level.FILE, file + LINE + line);
  }

  /** The file, where it is one. */
  Optional<String> file() {
    return level == Level.FILE
        ? Optional.of(where.replaceFirst(LINE + "\\d+$", ""))
        : Optional.empty();
  }

  static Origin spark(String property) {
    return new Origin(Level.SPARK, "Spark's " + property);
  }

  static Origin run(String folder) {
    return new Origin(Level.RUN, "run " + folder);
  }

  static Origin flag(String name) {
    return new Origin(Level.FLAG, "flag " + name);
  }

  @Override
  public String toString() {
    return where;
  }
}

package org.tengen.jobs;

import java.io.PrintStream;

/**
 * Where a job's words go.
 *
 * @param out what was asked for
 * @param err what went wrong
 * @param rewrites whether {@code out} is a terminal, on which a line can be rewritten in place
 * @param columns the terminal's width
 */
record Terminal(PrintStream out, PrintStream err, boolean rewrites, int columns) {
  private static final int USUAL_COLUMNS = 100;

  /** This process's own. Up to Java 21 there is a console only where there is a terminal. */
  @SuppressWarnings("SystemConsoleNull")
  static Terminal ofProcess() {
    String columns = System.getenv("COLUMNS");
    boolean known = columns != null && columns.matches("[1-9]\\d{0,3}");
    return new Terminal(
        System.out,
        System.err,
        System.console() != null,
        known ? Integer.parseInt(columns) : USUAL_COLUMNS);
  }

  void say(String line) {
    out.println(line);
  }
}

package org.tengen.jobs;

/** What the process says to the one that started it. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_SETTING = 2;
  static final int RESUMABLE = 3;

  private ExitCode() {}
}

package org.tengen.jobs.check;

/**
 * What a check saw.
 *
 * @param what was looked at, in a word or two
 * @param saw in one line
 * @param fix what to do; empty when all is well
 */
public record Finding(State state, String what, String saw, String fix) {
  /** How bad it is. */
  public enum State {
    /** As it should be. */
    OK("ok"),
    /** The jobs run, but not as they could. */
    WARNING("warn"),
    /** The jobs cannot run. */
    WRONG("FAIL");

    private final String word;

    State(String word) {
      this.word = word;
    }
  }

  static Finding ok(String what, String saw) {
    return new Finding(State.OK, what, saw, "");
  }

  static Finding warning(String what, String saw, String fix) {
    return new Finding(State.WARNING, what, saw, fix);
  }

  static Finding wrong(String what, String saw, String fix) {
    return new Finding(State.WRONG, what, saw, fix);
  }

  /** As it is printed: one line, and a second one with the way to mend it. */
  public String text() {
    String line = "%-4s  %-14s  %s".formatted(state.word, what, saw);
    return fix.isEmpty() ? line : line + "\n" + " ".repeat(22) + "-> " + fix;
  }
}

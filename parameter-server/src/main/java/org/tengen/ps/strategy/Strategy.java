package org.tengen.ps.strategy;

import java.io.Serializable;

/**
 * How lanes are kept together: what is sent, when a pull is admitted, how pushes are gathered, how
 * one is corrected.
 *
 * @param name as it stands in settings, e.g. {@code ssp:3}
 */
public record Strategy(
    String name, Sent sent, Admission admission, Gathering gathering, Correction correction)
    implements Serializable {
  /** What {@link #parse} reads, in one line. */
  public static final String ACCEPTED =
      "bsp, bsp:backup=B, ssp:SLACK, asp or softsync:N, the last three alone or with +lr/tau or"
          + " +dc:LAMBDA:M";

  public Strategy {
    if (gathering.wholeClock() && !(admission instanceof Admission.Barrier)) {
      throw new IllegalArgumentException(
          "strategy="
              + name
              + ": gathering a whole clock needs a barrier, for without one a lane would push the"
              + " next clock before this one is whole");
    }
    if (gathering.wholeClock() && !(correction instanceof Correction.None)) {
      throw new IllegalArgumentException(
          "strategy="
              + name
              + ": nothing is stale behind a barrier, so there is nothing to correct; expected bsp"
              + " alone, or asp, ssp:SLACK or softsync:N with a correction");
    }
  }

  /**
   * Reads {@code bsp}, {@code bsp:backup=B}, {@code ssp:SLACK}, {@code asp} or {@code softsync:N};
   * a correction is added as in {@code ssp:3+lr/tau} and {@code ssp:3+dc:2:0.95}. Of {@code asp+dc}
   * and {@code asp+lr/tau} the usual names are {@code asp:dc} and {@code asp:lr/tau}.
   *
   * @throws IllegalArgumentException with one line that says what is accepted
   */
  public static Strategy parse(String text) {
    return new StrategyParser(text).parse();
  }

  /** The name, as it stands in settings. */
  @Override
  public String toString() {
    return name;
  }
}

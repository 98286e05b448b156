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
      "bsp, bsp:backup=B, local:H, easgd:H, or ssp:SLACK, asp or softsync:N, alone or with +lr/tau"
          + " or +dc";

  public Strategy {
    if (gathering.wholeClock() && !(admission instanceof Admission.Barrier)) {
      throw new IllegalArgumentException(
          "strategy="
              + name
              + ": gathering a whole clock needs a barrier, for without one a lane would push the"
              + " next clock before this one is whole");
    }
    if (sent.fromOwnWeights() && !(correction instanceof Correction.None)) {
      throw new IllegalArgumentException(
          "strategy="
              + name
              + ": a correction changes gradients, and these lanes push how far their weights went;"
              + " expected local:H or easgd:H alone, or asp, ssp:SLACK or softsync:N with a"
              + " correction");
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
   * Reads {@code bsp}, {@code bsp:backup=B}, {@code ssp:SLACK}, {@code asp}, {@code softsync:N},
   * {@code local:H} or {@code easgd:H[:ALPHA]}. A correction is added as in {@code ssp:3+lr/tau},
   * {@code ssp:3+dc} and {@code ssp:3+dc:LAMBDA:M}; {@code asp:dc} and {@code asp:lr/tau} are the
   * usual names of {@code asp+dc} and {@code asp+lr/tau}. What becomes of the state of workers'
   * optimisers is added as in {@code local:8+reset}.
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

package org.tengen.ps.strategy;

import java.io.Serializable;
import java.util.function.Supplier;

/**
 * How lanes are kept together: what is sent, when a pull is admitted, how pushes are gathered, how
 * one is corrected.
 *
 * @param name as it stands in settings, e.g. {@code ssp:3}
 */
public record Strategy(
    String name, Sent sent, Admission admission, Gathering gathering, Correction correction)
    implements Serializable {
  private static final String OVER_STALENESS = "lr/tau";

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
              + ": nothing is stale behind a barrier, so there is nothing to correct");
    }
  }

  /**
   * Reads {@code bsp}, {@code ssp:SLACK}, {@code asp} or {@code asp:lr/tau}; a correction is added
   * to a slack as in {@code ssp:3+lr/tau}.
   *
   * @throws IllegalArgumentException with one line that says what is accepted
   */
  public static Strategy parse(String text) {
    int plus = text.indexOf('+');
    String base = plus < 0 ? text : text.substring(0, plus);
    Correction correction = plus < 0 ? new Correction.None() : correction(text, plus);
    Supplier<IllegalArgumentException> unknown = () -> unknown(text);
    if (base.equals("bsp")) {
      return of(text, new Admission.Barrier(), new Gathering.WholeClock(), correction);
    }
    if (base.equals("asp")) {
      return of(text, new Admission.Free(), new Gathering.Each(), correction);
    }
    if (text.equals("asp:" + OVER_STALENESS)) {
      return of(text, new Admission.Free(), new Gathering.Each(), new Correction.OverStaleness());
    }
    if (base.startsWith("ssp:")) {
      return of(
          text, new Admission.Bounded(slack(base, unknown)), new Gathering.Each(), correction);
    }
    throw unknown.get();
  }

  /** The name, as it stands in settings. */
  @Override
  public String toString() {
    return name;
  }

  private static Strategy of(
      String name, Admission admission, Gathering gathering, Correction correction) {
    return new Strategy(name, new Sent.Gradient(), admission, gathering, correction);
  }

  private static Correction correction(String text, int plus) {
    if (!text.substring(plus + 1).equals(OVER_STALENESS)) {
      throw unknown(text);
    }
    return new Correction.OverStaleness();
  }

  private static int slack(String base, Supplier<IllegalArgumentException> unknown) {
    try {
      return Integer.parseInt(base.substring("ssp:".length()));
    } catch (NumberFormatException e) {
      IllegalArgumentException refusal = unknown.get();
      refusal.initCause(e);
      throw refusal;
    }
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "strategy=" + text + ": expected bsp, asp or ssp:SLACK, e.g. ssp:3, or asp:lr/tau");
  }
}

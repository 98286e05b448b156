package org.tengen.ps.strategy;

import org.jspecify.annotations.Nullable;

/** Reads one strategy's setting: a base, and after a plus a correction. */
final class StrategyParser {
  private static final String ASP = "asp:";

  private final String text;

  StrategyParser(String text) {
    this.text = text;
  }

  Strategy parse() {
    int plus = text.indexOf('+');
    if (plus < 0 && text.startsWith(ASP)) {
      return base("asp", correction(text.substring(ASP.length())));
    }
    return plus < 0
        ? base(text, new Correction.None())
        : base(text.substring(0, plus), correction(text.substring(plus + 1)));
  }

  private Strategy base(String base, Correction correction) {
    int colon = base.indexOf(':');
    String name = colon < 0 ? base : base.substring(0, colon);
    String argument = colon < 0 ? null : base.substring(colon + 1);
    return switch (name) {
      case "bsp" -> of(new Admission.Barrier(), clock(argument), correction);
      case "ssp" -> of(new Admission.Bounded(whole(argument)), new Gathering.Each(), correction);
      case "softsync" ->
          of(new Admission.Free(), new Gathering.Several(whole(argument)), correction);
      case "asp" -> {
        if (argument != null) {
          throw unknown();
        }
        yield of(new Admission.Free(), new Gathering.Each(), correction);
      }
      default -> throw unknown();
    };
  }

  private Strategy of(Admission admission, Gathering gathering, Correction correction) {
    return new Strategy(text, new Sent.Gradient(), admission, gathering, correction);
  }

  private Gathering clock(@Nullable String argument) {
    if (argument == null) {
      return new Gathering.WholeClock();
    }
    if (!argument.startsWith("backup=")) {
      throw unknown();
    }
    return new Gathering.FirstOfClock(whole(argument.substring("backup=".length())));
  }

  private Correction correction(String name) {
    String[] parts = name.split(":", -1);
    if (name.equals("lr/tau")) {
      return new Correction.OverStaleness();
    }
    if (!parts[0].equals("dc") || parts.length > 3) {
      throw unknown();
    }
    return new Correction.DelayCompensation(
        parts.length > 1 ? number(parts[1]) : Correction.DelayCompensation.LAMBDA,
        parts.length > 2 ? number(parts[2]) : Correction.DelayCompensation.M);
  }

  private int whole(@Nullable String number) {
    try {
      return Integer.parseInt(number == null ? "" : number);
    } catch (NumberFormatException e) {
      throw unknown(e);
    }
  }

  private double number(String number) {
    try {
      return Double.parseDouble(number);
    } catch (NumberFormatException e) {
      throw unknown(e);
    }
  }

  private IllegalArgumentException unknown(NumberFormatException cause) {
    IllegalArgumentException refusal = unknown();
    refusal.initCause(cause);
    return refusal;
  }

  private IllegalArgumentException unknown() {
    return new IllegalArgumentException(
        "strategy="
            + text
            + ": expected "
            + Strategy.ACCEPTED
            + ", e.g. ssp:3, asp:lr/tau, asp:dc or softsync:2");
  }
}

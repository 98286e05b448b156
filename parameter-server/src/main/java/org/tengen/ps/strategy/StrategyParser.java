package org.tengen.ps.strategy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one strategy's setting: a base, and after a plus a correction or what becomes of state. */
final class StrategyParser {
  private static final String ASP = "asp:";
  private static final String LOCAL = "local:";
  private static final Map<String, Sent.WeightChange.State> STATES =
      Map.of(
          "kept", Sent.WeightChange.State.KEPT,
          "averaged", Sent.WeightChange.State.AVERAGED,
          "reset", Sent.WeightChange.State.RESET);

  private final String text;

  StrategyParser(String text) {
    this.text = text;
  }

  Strategy parse() {
    int plus = text.indexOf('+');
    if (plus < 0 && text.startsWith(ASP)) {
      return base("asp", correction(text.substring(ASP.length())));
    }
    if (plus < 0) {
      return base(text, new Correction.None());
    }
    String base = text.substring(0, plus);
    String more = text.substring(plus + 1);
    Sent.WeightChange.State state = STATES.get(more);
    if (state == null) {
      return base(base, correction(more));
    }
    if (!base.startsWith(LOCAL)) {
      throw new IllegalArgumentException(
          "strategy="
              + text
              + ": +"
              + more
              + " says what becomes of workers' optimisers, and these have none to choose for;"
              + " expected it after local:H");
    }
    return local(whole(base.substring(LOCAL.length())), state, new Correction.None());
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
      case "local" -> local(whole(argument), Sent.WeightChange.State.KEPT, correction);
      case "easgd" -> elastic(argument == null ? "" : argument, correction);
      default -> throw unknown();
    };
  }

  private Strategy local(int steps, Sent.WeightChange.State state, Correction correction) {
    Sent sent = new Sent.WeightChange(steps, state);
    return new Strategy(
        text, sent, new Admission.Barrier(), new Gathering.WholeClock(), correction);
  }

  private Strategy elastic(String argument, Correction correction) {
    String[] parts = argument.split(":", -1);
    if (parts.length > 2) {
      throw unknown();
    }
    double part = parts.length < 2 ? Sent.Elastic.BY_LANES : number(parts[1]);
    Sent sent = new Sent.Elastic(whole(parts[0]), part);
    return new Strategy(text, sent, new Admission.Free(), new Gathering.Each(), correction);
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
      double parsed = Double.parseDouble(number);
      if (!Double.isFinite(parsed)) {
        throw unknown();
      }
      return parsed;
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
            + ", e.g. ssp:3, asp:dc, softsync:2+lr/tau or local:8+reset");
  }
}

package org.tengen.ps.optimiser;

/** Reads a schedule's setting. */
final class ScheduleParser {
  private static final String WARM_UP = "warmup";

  private ScheduleParser() {}

  static Schedule parse(String text, float rate) {
    if (!text.startsWith(WARM_UP)) {
      return plain(text, text, rate);
    }
    int plus = text.indexOf('+');
    Settings warmUp = settings(text, plus < 0 ? text : text.substring(0, plus));
    if (!warmUp.name().equals(WARM_UP) || warmUp.numbers().length != 1) {
      throw unknown(text);
    }
    String then = plus < 0 ? "constant" : text.substring(plus + 1);
    return new Schedule.WarmUp(warmUp.numbers()[0], plain(text, then, rate));
  }

  private static Schedule plain(String whole, String text, float rate) {
    Settings settings = settings(whole, text);
    int count = settings.numbers().length;
    if (settings.name().equals("constant") && count == 0) {
      return new Schedule.Constant(rate);
    }
    if (settings.name().equals("step") && count == 2) {
      return new Schedule.Step(rate, settings.numbers()[0], settings.numbers()[1]);
    }
    if (settings.name().equals("cosine") && count <= 1) {
      return new Schedule.Cosine(rate, settings.number(0, 0));
    }
    throw unknown(whole);
  }

  private static Settings settings(String whole, String text) {
    return Settings.of(text, () -> unknown(whole));
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "schedule="
            + text
            + ": expected constant, step:FACTOR,FRACTION or cosine:FLOOR, after"
            + " warmup:FRACTION+ or alone, e.g. warmup:0.05+cosine");
  }
}

package org.tengen.jobs.settings;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.training.SimulationSettings;
import org.tengen.driver.training.SimulationSettings.Step;
import org.tengen.driver.training.TrainingSettings;
import org.tengen.driver.training.TrainingSettings.Diverging.Reaction;
import org.tengen.worker.lab.Hardware;
import org.tengen.worker.lab.Network;

/** How a simulated cluster is described. */
final class SimulatedSyntaxes {
  private static final long USUAL_MEDIAN_NS = 100_000_000;
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)");
  private static final Pattern WITH_UNIT = Pattern.compile(NUMBER + "\\s*(ns|us|ms|s)");
  private static final Pattern RATE = Pattern.compile(NUMBER + "\\s*(Mbit|Gbit)");
  private static final Map<String, Double> UNIT_NS =
      Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9);
  private static final Map<String, Double> UNIT_BYTES = Map.of("Mbit", 1e6 / 8, "Gbit", 1e9 / 8);

  /** Beyond these, sums of times no longer fit into the virtual clock. */
  private static final double LONGEST_NS = 3600e9;

  private static final double SLOWEST_BYTES = 1e5 / 8;
  private static final double FASTEST_BYTES = 1e14 / 8;
  private static final double MOST_SIGMA = 4;

  private static final String AUTO = "auto";
  private static final String NONE = "none";

  /** Nanoseconds. */
  static final Kind<Long> TIME =
      Kind.syntax(
          "TIME", "a time of at most 3600s with its unit (ns, us, ms or s)", SimulatedSyntaxes::ns);

  /** Bytes a second. */
  static final Kind<Double> BANDWIDTH =
      Kind.syntax(
          "RATE",
          "bits a second from 0.1Mbit to 100000Gbit with their unit (Mbit or Gbit)",
          SimulatedSyntaxes::rate);

  /** Bytes a second. */
  static final Kind<OptionalDouble> SPEED =
      Kind.syntax(
          "X", "gigabytes a second from 0.001 to 100000, none or auto", SimulatedSyntaxes::speed);

  /** Nanoseconds. */
  static final Kind<OptionalLong> EVALUATION =
      Kind.syntax(
          "TIME",
          "a time of at most 3600s with its unit, none or auto",
          SimulatedSyntaxes::evaluation);

  static final Kind<Step> STEP =
      Kind.syntax(
          "TIMES",
          "constant:TIME, lognormal:SIGMA, lognormal:SIGMA:TIME or from:RUN, a SIGMA of at most 4 and"
              + " a TIME of at most 3600s",
          SimulatedSyntaxes::step);

  private SimulatedSyntaxes() {}

  /** A simulation of {@code training}. */
  static SimulationSettings simulation(Values values, TrainingSettings training) {
    if (training.lanes().codec().pullsChanges()) {
      throw new WrongSetting(
          "codec=%s: simulated workers pull all weights; expected float32, bfloat16 or int8 (%s)"
              .formatted(training.lanes().codec().name(), values.origin(Catalogue.CODEC)));
    }
    if (training.watching().diverging().reaction() == Reaction.LOWER) {
      throw new WrongSetting(
          "on-divergence=lower: a simulation has no checkpoint to go back to; expected stop or ignore"
              + " (%s)".formatted(values.origin(Catalogue.ON_DIVERGENCE)));
    }
    return new SimulationSettings(
        training,
        values.get(Catalogue.STEP_TIME),
        new Network(
            values.get(Catalogue.LATENCY),
            values.get(Catalogue.BANDWIDTH).orElse(Double.POSITIVE_INFINITY)),
        values.get(Catalogue.MACHINES),
        values.get(Catalogue.CORES).orElse(Hardware.ENOUGH),
        values.get(Catalogue.SERVER_SPEED),
        values.get(Catalogue.EVALUATION_TIME));
  }

  private static Step step(String text) {
    String[] words = text.split(":", 2);
    if (words.length < 2 || words[1].isBlank()) {
      throw new IllegalArgumentException();
    }
    switch (words[0]) {
      case "constant" -> {
        return new Step.Constant(atLeastOne(ns(words[1])));
      }
      case "lognormal" -> {
        String[] numbers = words[1].split(":", 2);
        long median = numbers.length == 1 ? USUAL_MEDIAN_NS : atLeastOne(ns(numbers[1]));
        return new Step.LogNormal(median, within(number(numbers[0]), 0, MOST_SIGMA));
      }
      case "from" -> {
        return new Step.Measured(words[1]);
      }
      default -> throw new IllegalArgumentException();
    }
  }

  private static long atLeastOne(long ns) {
    if (ns < 1) {
      throw new IllegalArgumentException("expected a step of 1ns or more");
    }
    return ns;
  }

  private static OptionalDouble speed(String text) {
    if (text.equals(AUTO)) {
      return OptionalDouble.empty();
    }
    if (text.equals(NONE)) {
      return OptionalDouble.of(Double.POSITIVE_INFINITY);
    }
    return OptionalDouble.of(within(number(text), 0.001, 100_000) * 1e9);
  }

  private static OptionalLong evaluation(String text) {
    if (text.equals(AUTO)) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(text.equals(NONE) ? 0 : ns(text));
  }

  private static double rate(String text) {
    return within(measured(RATE, text, UNIT_BYTES), SLOWEST_BYTES, FASTEST_BYTES);
  }

  private static long ns(String text) {
    return Math.round(within(measured(WITH_UNIT, text, UNIT_NS), 0, LONGEST_NS));
  }

  private static double measured(Pattern pattern, String text, Map<String, Double> units) {
    Matcher m = pattern.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException();
    }
    return Double.parseDouble(m.group(1)) * units.getOrDefault(m.group(2), 1.0);
  }

  private static double within(double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  private static double number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException();
    }
    return Double.parseDouble(text);
  }
}

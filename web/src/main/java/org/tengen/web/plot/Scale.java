package org.tengen.web.plot;

import java.util.ArrayList;
import java.util.List;

/** An axis' mapping from values to 0..1, and the round values that it names. */
public sealed interface Scale {

  double low();

  double high();

  /** Where the value lies: 0 at {@link #low}, 1 at {@link #high}, beyond them outside 0..1. */
  double at(double value);

  /** Round values within the axis, ascending, about as many as wanted. */
  List<Double> ticks(int wanted);

  /** A linear axis over at least the given values, or 0..1 if they are empty or equal to 0. */
  static Scale linear(double low, double high) {
    return new Linear(low, high > low ? high : low + 1);
  }

  /** A logarithmic axis; both ends must be positive. */
  static Scale log(double low, double high) {
    return high > low * 1.02 ? new Log(low, high) : new Log(low / 1.1, high * 1.1);
  }

  /**
   * Of 1, 2 and 5 times powers of ten, the one that divides a span into nearest to {@code wanted}.
   */
  static double step(double span, int wanted) {
    double rough = span / Math.max(1, wanted);
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double mantissa = rough / power;
    double round = mantissa < 1.5 ? 1 : mantissa < 3.2 ? 2 : mantissa < 7.1 ? 5 : 10;
    return round * power;
  }

  /** Equal distances for equal differences. */
  record Linear(double low, double high) implements Scale {
    @Override
    public double at(double value) {
      return (value - low) / (high - low);
    }

    @Override
    public List<Double> ticks(int wanted) {
      double step = step(high - low, wanted);
      List<Double> ticks = new ArrayList<>();
      long last = (long) Math.floor(high / step + 1e-9);
      for (long k = (long) Math.ceil(low / step - 1e-9); k <= last; k++) {
        ticks.add(k * step);
      }
      return ticks;
    }
  }

  /** Equal distances for equal ratios. */
  record Log(double low, double high) implements Scale {
    private static final List<List<Double>> MANTISSAS =
        List.of(
            List.of(1.0),
            List.of(1.0, 3.0),
            List.of(1.0, 2.0, 5.0),
            List.of(1.0, 1.5, 2.0, 3.0, 5.0, 7.0),
            List.of(1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0));

    @Override
    public double at(double value) {
      return Math.log(value / low) / Math.log(high / low);
    }

    @Override
    public List<Double> ticks(int wanted) {
      if (high / low < 1.6) {
        return new Linear(low, high).ticks(wanted);
      }
      List<Double> best = List.of();
      for (List<Double> mantissas : MANTISSAS) {
        List<Double> ticks = decades(mantissas);
        if (best.isEmpty() || Math.abs(ticks.size() - wanted) < Math.abs(best.size() - wanted)) {
          best = ticks;
        }
      }
      return best.size() <= 2 * wanted ? best : everyNth(best, best.size() / wanted);
    }

    private List<Double> decades(List<Double> mantissas) {
      List<Double> ticks = new ArrayList<>();
      for (int e = (int) Math.floor(Math.log10(low)); e <= Math.log10(high); e++) {
        for (double mantissa : mantissas) {
          double value = mantissa * Math.pow(10, e);
          if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) {
            ticks.add(value);
          }
        }
      }
      return ticks;
    }

    private static List<Double> everyNth(List<Double> values, int n) {
      List<Double> kept = new ArrayList<>();
      for (int i = 0; i < values.size(); i += n) {
        kept.add(values.get(i));
      }
      return kept;
    }
  }
}

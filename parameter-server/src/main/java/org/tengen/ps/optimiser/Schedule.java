package org.tengen.ps.optimiser;

import java.io.Serializable;

/**
 * The learning rate over a run.
 *
 * <p>The built-in kinds are functions of <em>progress</em>, the fraction of the run's budget that
 * has been applied, and not of updates: {@code asp} makes as many updates a clock as there are
 * lanes, and a schedule by updates would end a comparison at equal samples at different rates.
 */
public sealed interface Schedule extends Serializable {
  /**
   * The rate of one update.
   *
   * @param update the number of updates before it
   * @param progress the fraction of the budget applied before it, 0 .. 1
   */
  float rate(long update, double progress);

  /** The same rate always. */
  record Constant(float rate) implements Schedule {
    public Constant {
      requirePositive(rate);
    }

    @Override
    public float rate(long update, double progress) {
      return rate;
    }
  }

  /** {@code rate}, multiplied by {@code factor} after each {@code every} of the budget. */
  record Step(float rate, double factor, double every) implements Schedule {
    public Step {
      requirePositive(rate);
      if (!(factor > 0 && factor <= 1) || !(every > 0 && every <= 1)) {
        throw new IllegalArgumentException(
            "schedule=step:"
                + factor
                + ","
                + every
                + ": expected a factor and a fraction of the budget over 0 and up to 1,"
                + " e.g. step:0.5,0.25");
      }
    }

    @Override
    public float rate(long update, double progress) {
      return (float) (rate * StrictMath.pow(factor, Math.floor(progress / every)));
    }
  }

  /**
   * Half a cosine from {@code rate} down to {@code floor * rate} (Loshchilov and Hutter 2017,
   * without restarts).
   */
  record Cosine(float rate, double floor) implements Schedule {
    public Cosine {
      requirePositive(rate);
      if (!(floor >= 0 && floor <= 1)) {
        throw new IllegalArgumentException(
            "schedule=cosine:" + floor + ": expected a floor of 0 to 1, e.g. cosine:0.1");
      }
    }

    @Override
    public float rate(long update, double progress) {
      double half = 0.5 * (1 + StrictMath.cos(Math.PI * Math.min(1, progress)));
      return (float) (rate * (floor + (1 - floor) * half));
    }
  }

  /** Rises linearly from 0 over the first {@code fraction} of the budget, times {@code then}. */
  record WarmUp(double fraction, Schedule then) implements Schedule {
    public WarmUp {
      if (!(fraction > 0 && fraction <= 1)) {
        throw new IllegalArgumentException(
            "schedule=warmup:"
                + fraction
                + ": expected a fraction of the budget over 0 and up to 1, e.g. warmup:0.05");
      }
    }

    @Override
    public float rate(long update, double progress) {
      return (float) (then.rate(update, progress) * Math.min(1, progress / fraction));
    }
  }

  /** Any function of the update's number, for a caller that has its own. */
  record ByUpdate(RateOfUpdate function) implements Schedule {
    @Override
    public float rate(long update, double progress) {
      return function.rate(update);
    }
  }

  /** The rate as a function of the number of updates before; it travels with the settings. */
  @FunctionalInterface
  interface RateOfUpdate extends Serializable {
    /** The rate of the update that {@code update} others came before. */
    float rate(long update);
  }

  /**
   * Reads {@code constant}, {@code step:FACTOR,FRACTION}, {@code cosine} or {@code cosine:FLOOR},
   * any of them after {@code warmup:FRACTION+}.
   *
   * @param rate the rate that the schedule starts from, or warms up to
   * @throws IllegalArgumentException with one line that says what is accepted
   */
  static Schedule parse(String text, float rate) {
    return ScheduleParser.parse(text, rate);
  }

  private static void requirePositive(float rate) {
    if (!(rate > 0 && rate < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("rate=" + rate + ": expected more than 0, e.g. 0.01");
    }
  }
}

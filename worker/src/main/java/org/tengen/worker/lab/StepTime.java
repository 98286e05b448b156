package org.tengen.worker.lab;

import java.util.List;
import org.tengen.corpus.seed.Seeds;
import org.tengen.ps.protocol.StepTimes;

/**
 * How long a lane computes on a step, before a straggler's part is added. Lane and step decide it,
 * so that the same step takes as long under every strategy.
 */
@FunctionalInterface
public interface StepTime {
  /** Nanoseconds. */
  long ns(int lane, long step);

  /** The same for every step. */
  static StepTime constant(long ns) {
    requireTime(ns);
    return (lane, step) -> ns;
  }

  /**
   * Log-normal: {@code medianNs} times e to a normal number of deviation {@code sigma}.
   *
   * @param seed the run's
   */
  static StepTime logNormal(long seed, long medianNs, double sigma) {
    requireTime(medianNs);
    if (!(sigma >= 0 && sigma < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("sigma=" + sigma + ": expected 0 or more, e.g. 0.2");
    }
    long times = Seeds.derive(seed, "step time");
    return (lane, step) -> {
      long drawn = Seeds.derive(times, lane, step);
      return Math.round(medianNs * StrictMath.exp(sigma * gaussian(drawn)));
    };
  }

  /**
   * As they were measured: a lane's steps are those of one measured lane, which several share where
   * there are more lanes than were measured, interval by interval, and within one in an order that
   * the seed decides. After the last interval it comes again and again. A first interval begins
   * with its longest steps, in which code was compiled.
   *
   * @param seed the run's
   * @param measured by lane, the intervals in order, each with a step or more
   */
  static StepTime measured(long seed, List<List<StepTimes>> measured) {
    if (measured.isEmpty() || measured.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("measured steps: expected some of every worker");
    }
    long times = Seeds.derive(seed, "step time");
    List<MeasuredSteps> lanes = measured.stream().map(MeasuredSteps::new).toList();
    return (lane, step) -> lanes.get(lane % lanes.size()).ns(Seeds.derive(times, lane), step);
  }

  private static void requireTime(long ns) {
    if (ns < 1) {
      throw new IllegalArgumentException("step time=" + ns + " ns: expected 1 or more");
    }
  }

  /** A normal number (Box and Muller 1958), by arithmetic that is the same on every machine. */
  private static double gaussian(long seed) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - Seeds.unit(Seeds.derive(seed, 0))));
    return radius * StrictMath.cos(2 * Math.PI * Seeds.unit(Seeds.derive(seed, 1)));
  }
}

package org.tengen.worker.lab;

import java.util.ArrayList;
import java.util.List;
import org.tengen.corpus.batch.Permutation;
import org.tengen.corpus.seed.Seeds;
import org.tengen.ps.protocol.StepTimes;

/** The steps of one measured lane, interval by interval, each step of an interval once. */
final class MeasuredSteps {
  /** One in so many of a first interval's steps comes first: the longest. */
  private static final int WARM_UP = 20;

  private final List<Interval> intervals = new ArrayList<>();

  /** Steps of intervals in order of time, none empty. */
  MeasuredSteps(List<StepTimes> times) {
    long from = 0;
    for (StepTimes each : times) {
      intervals.add(new Interval(each, from));
      from += each.steps();
    }
  }

  /** The time of a step, where {@code seed} decides the order. */
  long ns(long seed, long step) {
    Interval interval = intervals.get(0);
    for (Interval each : intervals) {
      if (each.from <= step) {
        interval = each;
      }
    }
    long round = (step - interval.from) / interval.steps;
    long at = (step - interval.from) % interval.steps;
    long warm = interval.from == 0 && round == 0 ? interval.steps / WARM_UP : 0;
    if (at < warm) {
      return interval.ns(interval.steps - 1 - at);
    }
    Permutation order =
        new Permutation(interval.steps - warm, Seeds.derive(seed, interval.from, round));
    return interval.ns(order.at(at - warm));
  }

  private static final class Interval {
    private final StepTimes times;
    private final long from;
    private final long steps;

    Interval(StepTimes times, long from) {
      this.times = times;
      this.from = from;
      this.steps = times.steps();
    }

    /** The step of this rank, the shortest first; a bucket's are spread over its width. */
    long ns(long rank) {
      long before = 0;
      int at = 0;
      while (before + times.counts().get(at) <= rank) {
        before += times.counts().get(at);
        at++;
      }
      double within = (rank - before + 0.5) / times.counts().get(at);
      long lowest = StepTimes.lowestNs(times.first() + at);
      long next = StepTimes.lowestNs(times.first() + at + 1);
      return Math.max(1, Math.round(lowest + within * (next - lowest)));
    }
  }
}

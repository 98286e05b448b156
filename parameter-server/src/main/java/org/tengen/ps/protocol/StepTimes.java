package org.tengen.ps.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * How long steps took, as counts of steps by their CPU time. Up to 8 ns a bucket is a nanosecond;
 * from there on every doubling has eight buckets of equal width, so that a bucket's middle is at
 * most one sixteenth from any time in it.
 *
 * @param first the bucket of the first count; 0 where there are none
 * @param counts steps, a bucket each; the first and the last are not 0
 */
public record StepTimes(int first, List<Long> counts) {
  /** Times up to 292 years. */
  public static final int BUCKETS = 488;

  /** Of no step. */
  public static final StepTimes NONE = new StepTimes(0, List.of());

  private static final int A_DOUBLING = 8;
  private static final int A_DOUBLING_LOG2 = 3;

  /** Refuses what {@link Tally} does not make. */
  public StepTimes {
    counts = List.copyOf(counts);
    if (first < 0 || counts.size() > BUCKETS - first) {
      throw new IllegalArgumentException(
          counts.size() + " buckets from " + first + ": expected those below " + BUCKETS);
    }
  }

  /** The steps of one worker while it counts them. Used by one thread. */
  public static final class Tally {
    private final long[] counts = new long[BUCKETS];

    /** One more step. */
    public void add(long ns) {
      counts[bucket(Math.max(0, ns))]++;
    }

    /** The steps so far. */
    public StepTimes times() {
      return of(counts);
    }
  }

  /** Both together. */
  public StepTimes plus(StepTimes other) {
    return combined(other, 1);
  }

  /** The steps since {@code earlier}, which are among these. */
  public StepTimes since(StepTimes earlier) {
    return combined(earlier, -1);
  }

  /** How many there are. */
  public long steps() {
    long steps = 0;
    for (long count : counts) {
      steps += count;
    }
    return steps;
  }

  /** The mean of the buckets' middles, in nanoseconds; NaN where there is no step. */
  public double meanNs() {
    double sum = 0;
    for (int at = 0; at < counts.size(); at++) {
      double middle = (lowestNs(first + at) + (double) lowestNs(first + at + 1)) / 2;
      sum += counts.get(at) * middle;
    }
    return sum / steps();
  }

  /** The least time of a bucket; of {@link #BUCKETS} what is above all. */
  public static long lowestNs(int bucket) {
    if (bucket < A_DOUBLING) {
      return bucket;
    }
    int doubling = bucket / A_DOUBLING - 1;
    long lowest = (long) (A_DOUBLING + bucket % A_DOUBLING) << doubling;
    return lowest < 0 ? Long.MAX_VALUE : lowest;
  }

  static int bucket(long ns) {
    if (ns < A_DOUBLING) {
      return (int) ns;
    }
    int highest = Long.SIZE - 1 - Long.numberOfLeadingZeros(ns);
    int within = (int) (ns >>> (highest - A_DOUBLING_LOG2)) % A_DOUBLING;
    return (highest - A_DOUBLING_LOG2 + 1) * A_DOUBLING + within;
  }

  private StepTimes combined(StepTimes other, int sign) {
    if (other.counts.isEmpty()) {
      return this;
    }
    long[] all = new long[BUCKETS];
    addTo(all, 1);
    other.addTo(all, sign);
    return of(all);
  }

  private void addTo(long[] all, int sign) {
    for (int at = 0; at < counts.size(); at++) {
      all[first + at] += sign * counts.get(at);
    }
  }

  private static StepTimes of(long[] all) {
    int from = 0;
    while (from < all.length && all[from] == 0) {
      from++;
    }
    if (from == all.length) {
      return NONE;
    }
    int to = all.length;
    while (all[to - 1] == 0) {
      to--;
    }
    List<Long> counts = new ArrayList<>(to - from);
    for (int bucket = from; bucket < to; bucket++) {
      counts.add(all[bucket]);
    }
    return new StepTimes(from, counts);
  }
}

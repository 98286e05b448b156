package org.tengen.ps.server;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A distribution in updates, one count for each push and shard.
 *
 * @param counts {@code counts[k]} of them were k; exact below 2048
 */
public record Staleness(double mean, long p99, long max, List<Long> counts) {
  public Staleness {
    counts = List.copyOf(counts);
  }

  /** Of no push. */
  public static final Staleness NONE = new Staleness(0, 0, 0, List.of());

  /** Both together. */
  public Staleness plus(Staleness other) {
    Histogram both = new Histogram(3);
    add(both, counts);
    add(both, other.counts);
    return of(both);
  }

  /** The distribution in which {@code counts[k]} pushes were k updates stale. */
  public static Staleness of(List<Long> counts) {
    Histogram histogram = new Histogram(3);
    add(histogram, counts);
    return of(histogram);
  }

  private static void add(Histogram histogram, List<Long> counts) {
    for (int value = 0; value < counts.size(); value++) {
      if (counts.get(value) > 0) {
        histogram.recordValueWithCount(value, counts.get(value));
      }
    }
  }

  static Staleness of(Histogram histogram) {
    if (histogram.getTotalCount() == 0) {
      return NONE;
    }
    List<Long> counts = new ArrayList<>();
    for (HistogramIterationValue value : histogram.recordedValues()) {
      while (counts.size() < value.getValueIteratedTo()) {
        counts.add(0L);
      }
      counts.add(value.getCountAddedInThisIterationStep());
    }
    return new Staleness(
        histogram.getMean(), histogram.getValueAtPercentile(99), histogram.getMaxValue(), counts);
  }
}

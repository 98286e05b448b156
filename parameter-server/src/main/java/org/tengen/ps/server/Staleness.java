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

  static Staleness of(Histogram histogram) {
    if (histogram.getTotalCount() == 0) {
      return new Staleness(0, 0, 0, List.of());
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

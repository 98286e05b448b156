package org.tengen.web.report;

import static org.tengen.web.plot.Numbers.fixed;
import static org.tengen.web.plot.Numbers.significant;
import static org.tengen.web.plot.Numbers.whole;

import java.util.ArrayList;
import java.util.List;
import org.tengen.web.plot.Axis;
import org.tengen.web.plot.Histogram;
import org.tengen.web.plot.Scale;
import org.tengen.web.report.StrategyRun.Staleness;

/**
 * Staleness histograms cut into bars that all strategies share.
 *
 * <p>The axis ends somewhat beyond the largest 99th percentile. The last bar holds everything that
 * is staler, so no push is left out.
 *
 * @param width staleness values in a bar
 * @param count of bars
 */
record StalenessBars(int width, int count) {
  private static final int MOST = 30;
  private static final int FEWEST = 9;

  static StalenessBars of(List<StrategyRun> runs) {
    long p99 = 0;
    int longest = 1;
    for (StrategyRun run : runs) {
      p99 = Math.max(p99, run.staleness().p99());
      longest = Math.max(longest, run.staleness().histogram().size());
    }
    long values = Math.max(FEWEST, Math.min(longest, p99 + p99 / 4 + 2));
    int width = (int) Math.max(1, Math.round(Scale.step((double) values, MOST)));
    return new StalenessBars(width, (int) ((values + width - 1) / width));
  }

  /** The share of pushes in each bar, 0..1. */
  double[] shares(Staleness staleness) {
    double[] shares = new double[count];
    List<Long> histogram = staleness.histogram();
    long total = histogram.stream().mapToLong(Long::longValue).sum();
    for (int k = 0; k < histogram.size() && total > 0; k++) {
      shares[Math.min(k / width, count - 1)] += (double) histogram.get(k) / total;
    }
    return shares;
  }

  /**
   * The staleness that a bar stands for, e.g. {@code 3}, {@code 10 to 14} or {@code 25 or more}.
   */
  String name(int bar) {
    int from = bar * width;
    if (bar == count - 1) {
      return from + " or more";
    }
    return width == 1 ? Integer.toString(from) : from + " to " + (from + width - 1);
  }

  static List<Histogram> histograms(List<StrategyRun> runs) {
    StalenessBars bars = of(runs);
    double highest = 0;
    for (StrategyRun run : runs) {
      for (double share : bars.shares(run.staleness())) {
        highest = Math.max(highest, 100 * share);
      }
    }
    Axis x = new Axis("staleness, updates", Scale.linear(-0.5, bars.count * bars.width - 0.5));
    Axis y = new Axis("pushes, %", Scale.linear(0, highest > 0 ? highest : 100));
    List<Histogram> histograms = new ArrayList<>();
    for (StrategyRun run : runs) {
      histograms.add(bars.histogram(run, histograms.size(), x, y));
    }
    return histograms;
  }

  private Histogram histogram(StrategyRun run, int style, Axis x, Axis y) {
    Staleness staleness = run.staleness();
    double[] shares = shares(staleness);
    List<Histogram.Bar> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (shares[i] > 0) {
        String label =
            run.strategy()
                + ": "
                + fixed(100 * shares[i], 2)
                + " % of pushes "
                + name(i)
                + " stale";
        double from = i * width - 0.5;
        drawn.add(new Histogram.Bar(from, from + width, 100 * shares[i], label));
      }
    }
    String figures =
        "mean "
            + significant(staleness.mean(), 3)
            + ", p99 "
            + whole(staleness.p99())
            + ", max "
            + whole(staleness.max());
    double mean = staleness.mean() <= x.scale().high() ? staleness.mean() : Double.NaN;
    return new Histogram(
        run.strategy(), "Staleness of pushes: " + figures + ".", figures, x, y, style, drawn, mean);
  }
}

package org.tengen.web.report;

import static org.tengen.web.plot.Numbers.fixed;
import static org.tengen.web.plot.Numbers.significant;
import static org.tengen.web.plot.Numbers.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.tengen.web.plot.Axis;
import org.tengen.web.plot.Histogram;
import org.tengen.web.plot.Scale;
import org.tengen.web.plot.Series;
import org.tengen.web.report.StrategyRun.Staleness;

/**
 * Staleness histograms cut into bars that all strategies share.
 *
 * <p>The axis ends somewhat beyond the largest 99th percentile, or where a few are very stale at
 * some times the largest mean. The last bar holds everything that is staler, so no push is left
 * out.
 *
 * @param width staleness values in a bar
 * @param count of bars
 */
record StalenessBars(int width, int count) {
  private static final int MOST = 30;
  private static final int FEWEST = 9;

  /** How many times the largest mean the axis holds at most, beside the fewest bars. */
  private static final int MEANS = 4;

  static StalenessBars of(List<StrategyRun> runs) {
    long p99 = 0;
    double mean = 0;
    int longest = 1;
    for (StrategyRun run : runs) {
      p99 = Math.max(p99, run.staleness().p99());
      mean = Math.max(mean, run.staleness().mean());
      longest = Math.max(longest, run.staleness().histogram().size());
    }
    long expected = 0;
    for (StrategyRun run : runs) {
      Double theory = StalenessTheory.of(run).mean();
      expected = Math.max(expected, theory == null ? 0 : Math.round(theory) + 2);
    }
    long tail = Math.min(p99 + p99 / 4 + 2, Math.round(MEANS * mean) + FEWEST);
    long values = Math.max(FEWEST, Math.min(longest, tail));
    values = Math.max(values, expected);
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

  /** A picture of each training, all over the same staleness. */
  static List<Histogram> histograms(List<StrategyRun> runs) {
    StalenessBars bars = of(runs);
    Axis x = new Axis("staleness, updates", Scale.linear(-0.5, bars.count * bars.width - 0.5));
    List<Histogram> histograms = new ArrayList<>();
    for (StrategyRun run : runs) {
      histograms.add(bars.histogram(run, histograms.size(), x));
    }
    return histograms;
  }

  /** The share of pushes that theory has in each bar, 0..1; none where it has no distribution. */
  double[] expected(StalenessTheory theory) {
    if (theory.memoryless() == 0) {
      return new double[0];
    }
    double[] shares = new double[count];
    for (int i = 0; i < count; i++) {
      double staler = i == count - 1 ? 0 : theory.atLeast((long) (i + 1) * width);
      shares[i] = theory.atLeast((long) i * width) - staler;
    }
    return shares;
  }

  private Histogram histogram(StrategyRun run, int style, Axis x) {
    Staleness staleness = run.staleness();
    double[] shares = shares(staleness);
    List<Histogram.Bar> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (shares[i] > 0) {
        String label =
            run.name() + ": " + fixed(100 * shares[i], 2) + " % of pushes " + name(i) + " stale";
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
    StalenessTheory theory = StalenessTheory.of(run);
    double highest =
        DoubleStream.concat(DoubleStream.of(shares), DoubleStream.of(expected(theory)))
            .max()
            .orElse(0);
    return new Histogram(
        run.name(),
        ("Staleness of pushes: " + figures + ". " + theory.words()).strip(),
        figures,
        x,
        new Axis("pushes, %", Scale.linear(0, highest > 0 ? 100 * highest : 100)),
        style,
        drawn,
        rules(run, theory, x.scale().high()),
        curve(theory));
  }

  private static List<Histogram.Rule> rules(StrategyRun run, StalenessTheory theory, double end) {
    List<Histogram.Rule> rules = new ArrayList<>();
    double mean = run.staleness().mean();
    if (mean <= end) {
      rules.add(new Histogram.Rule("mean", mean, "measured mean: " + significant(mean, 3)));
    }
    Double expected = theory.mean();
    Long bound = theory.bound();
    if (bound != null && bound + 0.5 < end) {
      rules.add(new Histogram.Rule("bound", bound + 0.5, "bound: " + whole(bound)));
    } else if (expected != null && expected <= end) {
      rules.add(
          new Histogram.Rule("expected", expected, "mean by theory: " + significant(expected, 3)));
    }
    return rules;
  }

  private List<Series.Point> curve(StalenessTheory theory) {
    double[] expected = expected(theory);
    List<Series.Point> points = new ArrayList<>();
    for (int i = 0; i < expected.length; i++) {
      String label =
          "steps without memory: %s %% of pushes %s stale"
              .formatted(fixed(100 * expected[i], 2), name(i));
      points.add(new Series.Point((i + 0.5) * width - 0.5, 100 * expected[i], label));
    }
    return points;
  }
}

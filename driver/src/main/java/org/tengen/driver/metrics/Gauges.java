package org.tengen.driver.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tengen.models.metric.Line;
import org.tengen.models.metric.Metric;
import org.tengen.web.live.LiveCounts;
import org.tengen.web.live.LiveFeed;
import org.tengen.web.live.LiveFigures;
import org.tengen.web.live.LiveTraining;

/**
 * A gauge for each metric that a training has while it goes on, under the metric's name: the figure
 * of a second ago at most, NaN before there is one. When a training has ended, they stay until the
 * next begins. Any thread reads them; those who train write them.
 */
final class Gauges implements LiveFeed {
  private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier clockNs;

  /** Replaced, never changed. */
  private volatile Map<Metric, Double> figures = Map.of();

  private boolean perplexity;
  private @Nullable LiveCounts before;

  /** What the newest look would tell. */
  private @Nullable Supplier<LiveCounts> newest;

  private long nextNs;

  /** With no figures yet. */
  Gauges(LongSupplier clockNs) {
    this.clockNs = clockNs;
    this.nextNs = clockNs.getAsLong();
  }

  /** The metrics that have one. */
  static Set<Metric> metrics() {
    Set<Metric> all = EnumSet.copyOf(LiveFigures.METRICS);
    all.add(Metric.VALIDATION_PERPLEXITY);
    all.addAll(Line.OF_BOARDS);
    return all;
  }

  /** Adds them to {@code registry}. */
  void register(MetricRegistry registry) {
    for (Metric metric : metrics()) {
      Gauge<Double> gauge = () -> figures.getOrDefault(metric, Double.NaN);
      registry.register(metric.key(), gauge);
    }
  }

  @Override
  public synchronized void begins(LiveTraining training) {
    before = null;
    newest = null;
    figures = Map.of();
    perplexity = training.perplexity();
    nextNs = clockNs.getAsLong();
  }

  @Override
  public synchronized void looks(Supplier<LiveCounts> counts) {
    newest = counts;
    long now = clockNs.getAsLong();
    if (now - nextNs >= 0) {
      nextNs = now + EVERY_NS;
      look(counts);
    }
  }

  /** Who trains is not to fail because it cannot be counted: there are no figures then. */
  private void look(Supplier<LiveCounts> counts) {
    try {
      LiveCounts counted = counts.get();
      add(LiveFigures.of(perplexity, before, counted));
      before = counted;
    } catch (RuntimeException e) {
      before = null;
      figures = Map.of();
    }
  }

  @Override
  public synchronized void evaluated(LiveTraining.Evaluated evaluated) {
    add(evaluated.metrics());
  }

  /** What has no new figure keeps its last. */
  private void add(Map<Metric, Double> more) {
    Map<Metric, Double> all = new EnumMap<>(Metric.class);
    all.putAll(figures);
    all.putAll(more);
    figures = all;
  }

  @Override
  public void notice(String line) {}

  /** The last figures are those of the end. */
  @Override
  public synchronized void trained() {
    if (newest != null) {
      look(newest);
      newest = null;
    }
  }
}

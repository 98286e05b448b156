package org.tengen.driver.metrics;

import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;
import org.tengen.web.live.LiveFeed;

/**
 * The plugin that makes a training's figures gauges of Spark's, on the driver alone. Spark makes it
 * by its name, which stands in {@code spark.plugins}, so that those who train find it through this
 * class. One Spark at a time runs in a JVM.
 */
public final class TengenPlugin implements SparkPlugin {
  private static volatile LiveFeed running = LiveFeed.NOBODY;

  /** Who is to be told of trainings: the gauges of the Spark that runs, or nobody. */
  public static LiveFeed feed() {
    return running;
  }

  @Override
  public DriverPlugin driverPlugin() {
    return new Driver();
  }

  @Override
  @SuppressWarnings("NullAway") // null is how Spark is told that there is none
  public @Nullable ExecutorPlugin executorPlugin() {
    return null;
  }

  /** The driver's part. */
  private static final class Driver implements DriverPlugin {
    private final Gauges gauges = new Gauges(System::nanoTime);

    @Override
    public void registerMetrics(String application, PluginContext context) {
      gauges.register(context.metricRegistry());
      running = gauges;
    }

    @Override
    public void shutdown() {
      if (running == gauges) {
        running = LiveFeed.NOBODY;
      }
    }
  }
}

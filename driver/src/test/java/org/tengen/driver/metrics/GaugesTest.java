package org.tengen.driver.metrics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.tengen.models.metric.Metric;
import org.tengen.web.live.LiveCounts;
import org.tengen.web.live.LiveTraining;

final class GaugesTest {
  private final AtomicLong nowNs = new AtomicLong(7);
  private final Gauges gauges = new Gauges(nowNs::get);
  private final MetricRegistry registry = new MetricRegistry();

  private Object value(Metric metric) {
    return requireNonNull(registry.getGauges().get(metric.key())).getValue();
  }

  private static LiveTraining training() {
    return new LiveTraining("asp", 1, 1, 100, 0, 1, 1, "float32", false, true);
  }

  private static LiveCounts counts(long samples, double meanStaleness) {
    return new LiveCounts(
        samples / 10.0,
        samples,
        samples,
        new LiveCounts.Staleness(meanStaleness, 2, 3, 0, List.of(1L)),
        List.of(),
        List.of());
  }

  @Test
  void everyGaugeHasTheNameOfAMetricAndNoFigureBeforeThereIsOne() {
    gauges.register(registry);

    assertThat(registry.getNames())
        .contains("meanStaleness", "loss", "samplesPerSecond", "validationPerplexity", "clock")
        .allSatisfy(name -> assertThat(Metric.of(name)).isPresent());
    assertThat(registry.getGauges().values())
        .allSatisfy(gauge -> assertThat(gauge.getValue()).isEqualTo(Double.NaN));
  }

  @Test
  void showTheLookOfASecondAgoAtMostAndAtTheEndTheLast() {
    gauges.register(registry);
    gauges.begins(training());

    gauges.looks(() -> counts(10, 0.5));
    gauges.looks(() -> counts(20, 0.75));
    assertThat(value(Metric.MEAN_STALENESS)).isEqualTo(0.5);

    nowNs.addAndGet(1_000_000_000);
    gauges.looks(() -> counts(30, 1.5));
    assertThat(value(Metric.MEAN_STALENESS)).isEqualTo(1.5);
    assertThat(value(Metric.SAMPLES_PER_SECOND)).isEqualTo(10.0);

    gauges.looks(() -> counts(40, 2.5));
    gauges.trained();
    assertThat(value(Metric.MEAN_STALENESS)).isEqualTo(2.5);
    assertThat(value(Metric.SAMPLES)).isEqualTo(40.0);
  }

  @Test
  void aLookThatCannotBeTakenHasNoFigures() {
    gauges.register(registry);
    gauges.begins(training());
    gauges.looks(() -> counts(10, 0.5));
    nowNs.addAndGet(1_000_000_000);

    gauges.looks(
        () -> {
          throw new IllegalStateException("nothing to count");
        });

    assertThat(value(Metric.MEAN_STALENESS)).isEqualTo(Double.NaN);
  }

  @Test
  void anEvaluationStaysUntilTheNextTrainingBegins() {
    gauges.register(registry);
    gauges.begins(training());
    gauges.evaluated(new LiveTraining.Evaluated(1, 10, 1, 88.5));
    gauges.looks(() -> counts(10, 0.5));

    assertThat(value(Metric.VALIDATION_PERPLEXITY)).isEqualTo(88.5);

    gauges.begins(training());
    assertThat(value(Metric.VALIDATION_PERPLEXITY)).isEqualTo(Double.NaN);
    assertThat(value(Metric.MEAN_STALENESS)).isEqualTo(Double.NaN);
  }
}

package org.tengen.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tengen.models.metric.Metric;

final class LiveFiguresTest {
  @Test
  void sumsOverLanesAndSaysWhatStandsOut() {
    LiveCounts one = Counts.after(3, 1);
    LiveCounts two = Counts.with(one, List.of(Counts.lane(1, 3, 4), Counts.lane(2, 5, 6)));

    Map<Metric, Double> figures = LiveFigures.of(true, null, two);

    assertThat(figures)
        .contains(
            entry(Metric.SECONDS, 3.0),
            entry(Metric.SAMPLES, 30.0),
            entry(Metric.MEAN_STALENESS, 1.0),
            entry(Metric.P99_STALENESS, 2.0),
            entry(Metric.MAX_STALENESS, 3.0),
            entry(Metric.MEAN_SPREAD, 0.5),
            entry(Metric.PUSHES, 4.0),
            entry(Metric.PARKED, 1.0),
            entry(Metric.CLOCK, 3.0),
            entry(Metric.CLOCKS_AHEAD, 2.0),
            entry(Metric.LEASES, 3.0),
            entry(Metric.SILENT, 0.1),
            entry(Metric.COMPUTED_SAMPLES, 80.0),
            entry(Metric.LANE_TIME, 10.0),
            entry(Metric.IDLE_SHARE, 0.0),
            entry(Metric.PUSHED_BYTES, 2.0),
            entry(Metric.PULLED_RAW_BYTES, 8.0))
        .doesNotContainKeys(
            Metric.LOSS,
            Metric.TRAIN_PERPLEXITY,
            Metric.SAMPLES_PER_SECOND,
            Metric.SECONDS_PER_STEP);
  }

  @Test
  void lossThroughputAndTimeOfAStepAreBetweenTwoLooks() {
    LiveCounts before = Counts.after(2, 1);
    LiveCounts now = Counts.after(6, 1);

    Map<Metric, Double> figures = LiveFigures.of(true, before, now);

    // 2 nats a sample, 40 samples in 4 s, a second a step
    assertThat(figures.get(Metric.LOSS)).isEqualTo(2);
    assertThat(figures.get(Metric.TRAIN_PERPLEXITY)).isCloseTo(Math.exp(2), within(1e-12));
    assertThat(figures).contains(entry(Metric.SAMPLES_PER_SECOND, 10.0));
    assertThat(figures.get(Metric.SECONDS_PER_STEP)).isEqualTo(1);
    assertThat(figures.keySet()).isEqualTo(LiveFigures.METRICS);
  }

  @Test
  void theLossOfWordVectorsIsShownAndNoPerplexityMadeOfIt() {
    Map<Metric, Double> figures = LiveFigures.of(false, Counts.after(2, 1), Counts.after(6, 1));

    assertThat(figures).contains(entry(Metric.LOSS, 2.0));
    assertThat(figures).doesNotContainKey(Metric.TRAIN_PERPLEXITY);
  }

  @Test
  void whereNothingWasComputedThereIsNoLoss() {
    LiveCounts same = Counts.after(2, 1);

    assertThat(LiveFigures.of(true, same, same))
        .doesNotContainKeys(Metric.LOSS, Metric.SAMPLES_PER_SECOND, Metric.SECONDS_PER_STEP);
  }
}

package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.strategy.Strategy;
import org.tengen.web.report.StrategyRun;
import org.tengen.worker.Straggler;

/** More lanes than slots. */
@Timeout(180)
final class ElasticRunTest {
  @TempDir private static Path folder;

  private static TrainingSettings elastic(TrainingSettings settings, String strategy) {
    return new TrainingSettings(
        settings.subject(),
        new TrainingSettings.Lanes(
            4,
            2,
            Strategy.parse(strategy),
            new Codec.Float32(),
            Straggler.parse("any:150x"),
            1,
            Duration.ofMillis(200)),
        settings.learning(),
        settings.watching(),
        settings.wire(),
        settings.seed());
  }

  @ParameterizedTest
  @CsvSource({"asp, 400", "softsync:2, 200"})
  void lanesTakeTurnsUntilTheBudgetIsSpentAndEachHasItsShare(String strategy, long updates)
      throws Exception {
    try (SmallRuns runs = new SmallRuns(2, folder)) {
      TrainingSettings settings = elastic(runs.settings("asp", 2, false), strategy);
      StrategyRun run = runs.train("turns-" + updates, settings);

      assertThat(run.samples()).isEqualTo(6_400);
      assertThat(run.updates()).isEqualTo(updates);
      assertThat(run.lanes()).hasSize(4);
      assertThat(run.lanes().stream().mapToLong(StrategyRun.LaneTime::samples).sum())
          .isEqualTo(6_400);
      assertThat(run.lanes()).allSatisfy(lane -> assertThat(lane.samples()).isPositive());
    }
  }
}

package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.driver.StoppedResumable;
import org.tengen.driver.run.RunFolder;
import org.tengen.ps.strategy.Strategy;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;
import org.tengen.worker.Straggler;

final class PlansTest {
  @TempDir private static Path folder;

  private static SmallRuns runs;

  @BeforeAll
  static void start() throws IOException {
    runs = new SmallRuns(4, folder);
  }

  @AfterAll
  static void stop() {
    runs.close();
  }

  private static TrainingSettings one(
      String strategy, int workers, String straggler, float rate, long seed) {
    TrainingSettings usual = runs.settings(strategy, 2, false);
    return new TrainingSettings(
        usual.subject(),
        new TrainingSettings.Lanes(
            workers, 2, Strategy.parse(strategy), Straggler.parse(straggler)),
        usual.learning().at(rate),
        usual.watching(),
        usual.wire(),
        seed);
  }

  /** Two numbers of workers, two seeds, bsp at two rates and asp at one. */
  private static TrainingSettings[] plan() {
    List<TrainingSettings> all = new ArrayList<>();
    for (int workers : new int[] {1, 2}) {
      for (long seed : new long[] {1, 2}) {
        all.add(one("bsp", workers, "none", 0.01f, seed));
        all.add(one("bsp", workers, "none", 0.02f, seed));
        all.add(one("asp", workers, "none", 0.01f, seed));
      }
    }
    return all.toArray(TrainingSettings[]::new);
  }

  @Test
  void goesOnBehindTheFinishedTrainingsAndJudgesAllByOneTargetForEachSeedAndScenario()
      throws Exception {
    RunFolder out = runs.fresh("plan");
    assertThatThrownBy(() -> runs.run(out, SmallRuns.stoppedAt(5, 0), plan()))
        .isInstanceOf(StoppedResumable.class);
    String kept = out.folder("bsp-workers-1-rate-0.02-seed-2").read("result.json").orElse("");
    String first = out.folder("bsp-workers-1-rate-0.01-seed-1").read("result.json").orElseThrow();

    RunResult result = runs.run(out, SmallRuns.QUIET, plan());

    assertThat(kept).isEmpty();
    assertThat(out.folder("bsp-workers-1-rate-0.01-seed-1").read("result.json")).hasValue(first);
    assertThat(result.runs()).hasSize(12).allSatisfy(r -> assertThat(r.samples()).isEqualTo(6_400));
    assertThat(result.runs().stream().map(StrategyRun::seed).distinct()).containsExactly(1L, 2L);
    for (int group = 0; group < 12; group += 3) {
      List<StrategyRun> together = result.runs().subList(group, group + 3);
      double lowest =
          together.subList(0, 2).stream()
              .map(run -> Target.perplexityAt(run.curve(), 0.8 * 6_400))
              .filter(Objects::nonNull)
              .mapToDouble(Double::doubleValue)
              .min()
              .orElseThrow();
      assertThat(together).extracting(StrategyRun::targetPerplexity).containsOnly(lowest);
      assertThat(together.subList(0, 2)).anyMatch(run -> run.secondsToTarget() != null);
    }
    assertThat(out.read("report.md").orElseThrow())
        .contains("On this cluster with 1 worker, no straggler")
        .contains("On this cluster with 2 workers, no straggler");
  }
}

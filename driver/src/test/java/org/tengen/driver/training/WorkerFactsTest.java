package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.server.LaneStatistics;

final class WorkerFactsTest {
  private static LaneStatistics lane(int lane, String worker, Map<String, String> facts) {
    return new LaneStatistics(
        lane, worker, facts, 1, 0, 0, 0, StepTotals.NOTHING, Duration.ZERO, false);
  }

  @Test
  void nameEachWorkerAndEachValueOnce() {
    assertThat(
            WorkerFacts.distinct(
                List.of(
                    lane(0, "b", Map.of("cpu", "Zen", "engine", "dl4j")),
                    lane(1, "a", Map.of("cpu", "Xeon", "engine", "dl4j")),
                    lane(2, "a", Map.of("cpu", "Zen", "engine", "dl4j")))))
        .containsExactly(
            entry("workers", "b; a"),
            entry("workers' cpu", "Zen; Xeon"),
            entry("workers' engine", "dl4j"));
  }
}

package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tengen.ps.protocol.Opening;
import org.tengen.ps.protocol.StepTimes;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.protocol.Traffic;
import org.tengen.ps.server.LaneStatistics;
import org.tengen.ps.server.Staleness;
import org.tengen.ps.server.Statistics;

final class EarlierSessionsTest {
  private static final StepTotals FIRST =
      new StepTotals(1, 2, 0.1, 4, 5, 6, 7, 8, new Traffic(1, 2, 3, 4, 5));
  private static final StepTotals SECOND =
      new StepTotals(10, 20, 30.5, 40, 50, 60, 70, 80, new Traffic(10, 20, 30, 40, 50));

  private static Statistics statistics(StepTotals totals, Long... staleness) {
    LaneStatistics lane =
        new LaneStatistics(0, "here", Map.of(), 1, 9, 18, 0, totals, Duration.ZERO, false);
    return new Statistics(
        18, 9, Staleness.of(List.of(staleness)), Staleness.NONE, 0, List.of(lane));
  }

  @Test
  void areTheSameAfterACheckpoint() {
    EarlierSessions sessions = EarlierSessions.upTo(1.5, statistics(FIRST, 3L, 0L, 4L));

    assertThat(EarlierSessions.of(sessions.facts())).isEqualTo(sessions);
    assertThat(EarlierSessions.of(EarlierSessions.NONE.facts())).isEqualTo(EarlierSessions.NONE);
  }

  @Test
  void rememberWhatALaneDidInItsFirstSteps() {
    Opening opening =
        new Opening(
            5,
            List.of(
                new Opening.Piece(Opening.Activity.SENDING, 6),
                new Opening.Piece(Opening.Activity.COMPUTING, 70)));
    StepTotals opened =
        new StepTotals(
            1, 2, 0.1, 4, 5, 6, 7, 8, new Traffic(1, 2, 3, 4, 5), StepTimes.NONE, opening);
    EarlierSessions sessions = EarlierSessions.upTo(1.5, statistics(opened, 3L));

    EarlierSessions read = EarlierSessions.of(sessions.facts());

    assertThat(read.and(statistics(SECOND)).lanes().get(0).totals().opening()).isEqualTo(opening);
  }

  @Test
  void countInTheFiguresOfTheWholeTraining() {
    EarlierSessions sessions = EarlierSessions.upTo(1.5, statistics(FIRST, 3L, 0L, 4L));

    Statistics whole = sessions.and(statistics(SECOND, 1L, 2L));

    assertThat(whole.staleness().counts()).containsExactly(4L, 2L, 4L);
    assertThat(whole.staleness().mean()).isEqualTo(1.0);
    assertThat(whole.staleness().max()).isEqualTo(2);
    assertThat(whole.totals())
        .isEqualTo(
            new StepTotals(11, 22, 30.6, 44, 55, 66, 77, 88, new Traffic(11, 22, 33, 44, 55)));
    assertThat(whole.samples()).isEqualTo(18);
  }
}

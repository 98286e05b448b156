package org.tengen.web.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.tengen.web.report.StrategyRun.Staleness;

final class StalenessBarsTest {

  @Test
  void sharesOneAxisThatEndsBeyondTheLargest99thPercentile() {
    StalenessBars bars = StalenessBars.of(List.of(SampleRuns.bsp(), SampleRuns.asp()));
    assertThat(bars).isEqualTo(new StalenessBars(1, 17));
    assertThat(bars.name(3)).isEqualTo("3");
    assertThat(bars.name(16)).isEqualTo("16 or more");
  }

  @Test
  void endsAtSomeTimesTheLargestMeanWhereAFewAreVeryStale() {
    List<Long> tailed = new ArrayList<>(Collections.nCopies(200, 0L));
    tailed.set(3, 970L);
    tailed.set(199, 30L);
    StrategyRun run = SampleRuns.stale("new", new Staleness(8.88, 199, 199, tailed));
    // four times the mean and nine more are 45 values, two in a bar
    assertThat(StalenessBars.of(List.of(run))).isEqualTo(new StalenessBars(2, 23));
  }

  @Test
  void leavesNoPushOut() {
    StalenessBars bars = new StalenessBars(5, 3);
    double[] shares = bars.shares(new Staleness(0, 0, 0, Collections.nCopies(100, 1L)));
    assertThat(shares).containsExactly(new double[] {0.05, 0.05, 0.9}, within(1e-12));
    assertThat(DoubleStream.of(shares).sum()).isEqualTo(1, within(1e-12));
    assertThat(bars.name(1)).isEqualTo("5 to 9");
  }

  @Test
  void makesNoBarsOfNoPushes() {
    assertThat(new StalenessBars(1, 2).shares(new Staleness(0, 0, 0, List.of())))
        .containsExactly(0, 0);
    assertThat(StalenessBars.histograms(List.of())).isEmpty();
  }
}

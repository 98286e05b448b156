package org.tengen.ps.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sixteen lanes whose steps take log-normal times (sigma 0.2) and whose messages take next to none;
 * the first ten clocks are left out.
 */
@Tag("simulation")
class SoftsyncStalenessTest {
  private static final int LANES = 16;
  private static final int SEEDS = 3;

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 16})
  void isAboutAsManyUpdatesAsThereAreGroups(int groups) {
    for (int seed = 1; seed <= SEEDS; seed++) {
      for (Histogram staleness : later(groups, seed)) {
        assertThat(staleness.getMean()).isCloseTo(groups, withinPercentage(20));
        assertThat(staleness.getPercentileAtOrBelowValue(2L * groups)).isGreaterThan(99);
      }
    }
  }

  /** By shard, of the pushes after the tenth clock. */
  private static List<Histogram> later(int groups, int seed) {
    DenseScenario scenario = new DenseScenario("softsync:" + groups, "sgd", LANES, 2, 60);
    Cluster cluster = new Cluster(scenario, Faults.UNEVEN, Mutation.NONE, seed, Trace.off());
    assertThat(cluster.runUntil(10 * LANES)).isFalse();
    List<End> before = cluster.ends();
    cluster.run();
    return cluster.ends().stream()
        .map(
            shard -> {
              Histogram staleness = shard.staleness();
              staleness.subtract(before.get(shard.shard()).staleness());
              return staleness;
            })
        .toList();
  }
}

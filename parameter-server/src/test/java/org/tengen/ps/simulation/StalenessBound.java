package org.tengen.ps.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.tengen.ps.shard.ShardStatistics;

/** No push was staler than the strategy allows. */
record StalenessBound(long bound) implements Invariant {
  @Override
  public void check(Cluster cluster) {
    for (ShardStatistics shard : cluster.statistics()) {
      assertThat(shard.staleness().getMaxValue())
          .describedAs("staleness at shard %s", shard.shard())
          .isLessThanOrEqualTo(bound);
    }
  }
}

package org.tengen.ps.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;

/** No slice ever has more pushes than the budget, and in the end every slice has exactly it. */
record BudgetKept() implements Invariant {
  @Override
  public void check(Cluster cluster) {
    for (ShardImage shard : cluster.images()) {
      for (SliceImage slice : shard.slices()) {
        assertThat(Arrays.stream(slice.clocks()).sum())
            .describedAs("pushes in slice %s", slice.slice())
            .isLessThanOrEqualTo(cluster.training().pushes());
      }
    }
  }

  /** After the run. */
  void checkEnd(Cluster cluster) {
    for (ShardImage shard : cluster.images()) {
      for (SliceImage slice : shard.slices()) {
        assertThat(Arrays.stream(slice.clocks()).sum())
            .describedAs("pushes in slice %s", slice.slice())
            .isEqualTo(cluster.training().pushes());
      }
      assertThat(shard.samples()).isEqualTo(cluster.training().pushes() * Scenario.BATCH);
    }
  }
}

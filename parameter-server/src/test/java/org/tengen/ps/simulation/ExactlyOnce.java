package org.tengen.ps.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;

/** The counting weights of every slice count the very pushes that its clocks say it has. */
record ExactlyOnce() implements Invariant {
  @Override
  public void check(Cluster cluster) {
    float share = 1f / cluster.training().strategy().gathering().pushes(cluster.scenario().lanes());
    for (ShardImage shard : cluster.images()) {
      for (SliceImage slice : shard.slices()) {
        for (int lane = 0; lane < cluster.scenario().lanes(); lane++) {
          assertThat(slice.weights()[lane])
              .describedAs("pushes of lane %s in slice %s", lane, slice.slice())
              .isCloseTo(slice.clocks()[lane] * share, within(1e-3f));
        }
      }
    }
  }
}

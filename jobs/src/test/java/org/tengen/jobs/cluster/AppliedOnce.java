package org.tengen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;

/** That every (lane, clock) of an asynchronous run is applied once on every slice. */
final class AppliedOnce {
  private AppliedOnce() {}

  /** An update is one push: versions count pushes, clocks count the iterations of lanes. */
  static void verify(RunImage image, int samples) {
    long[] clocks = image.shards().get(0).slices().get(0).clocks();
    assertThat(Arrays.stream(clocks).sum() * Training.BATCH).isEqualTo(samples);
    for (ShardImage shard : image.shards()) {
      assertThat(shard.laneSamples())
          .containsExactly(Arrays.stream(clocks).map(c -> c * Training.BATCH).toArray());
      for (SliceImage slice : shard.slices()) {
        assertThat(slice.clocks()).containsExactly(clocks);
        assertThat(slice.version()).isEqualTo(Arrays.stream(clocks).sum());
      }
    }
  }
}

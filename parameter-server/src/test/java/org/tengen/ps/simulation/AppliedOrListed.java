package org.tengen.ps.simulation;

import java.util.Arrays;
import java.util.List;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;
import org.tengen.ps.shard.ShardStatistics;

/**
 * In the end every clock that a shard is done with is applied on all its slices, or on none and
 * listed as skipped; and where none is skipped, all shards have the same.
 */
final class AppliedOrListed implements Invariant {
  private final boolean leavesOut;

  AppliedOrListed(boolean leavesOut) {
    this.leavesOut = leavesOut;
  }

  @Override
  public void check(Server server, List<Answered> answers, List<ShardImage> changed) {}

  @Override
  public void checkEnd(Server server) {
    long[] all = server.images(ImageKind.EVALUATION).get(0).slices().get(0).clocks();
    List<ShardStatistics> statistics = server.statistics();
    for (ShardImage shard : server.images(ImageKind.EVALUATION)) {
      long[] first = leavesOut ? shard.slices().get(0).clocks() : all;
      for (SliceImage slice : shard.slices()) {
        if (!Arrays.equals(slice.clocks(), first)) {
          throw violation(
              "slice %d has pushes %s, another %s"
                  .formatted(
                      slice.slice(), Arrays.toString(slice.clocks()), Arrays.toString(first)));
        }
      }
      checkListed(statistics.get(shard.shard()), first);
    }
  }

  private static void checkListed(ShardStatistics shard, long[] applied) {
    for (int lane = 0; lane < applied.length; lane++) {
      if (applied[lane] + shard.laneSkipped()[lane] != shard.laneClocks()[lane]) {
        throw violation(
            "shard %d is at clock %d of lane %d, with %d applied and %d skipped"
                .formatted(
                    shard.shard(),
                    shard.laneClocks()[lane],
                    lane,
                    applied[lane],
                    shard.laneSkipped()[lane]));
      }
    }
  }

  private static Violation violation(String what) {
    return new Violation(AppliedOrListed.class, what);
  }
}

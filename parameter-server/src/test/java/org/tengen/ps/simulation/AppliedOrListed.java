package org.tengen.ps.simulation;

import java.util.Arrays;
import java.util.List;

/**
 * In the end every clock that a shard is done with is applied at all its places, or on none and
 * listed as skipped; and where none is skipped, all shards have the same.
 */
final class AppliedOrListed implements Invariant {
  private final boolean leavesOut;

  AppliedOrListed(boolean leavesOut) {
    this.leavesOut = leavesOut;
  }

  @Override
  public void check(Server server, List<Answered> answers, List<Stand> changed) {}

  @Override
  public void checkEnd(Server server) {
    long[] all = server.shards().now().get(0).pieces().get(0).clocks();
    List<End> ends = server.shards().ends();
    for (Stand shard : server.shards().now()) {
      long[] first = leavesOut ? shard.pieces().get(0).clocks() : all;
      for (Stand.Piece piece : shard.pieces()) {
        if (!Arrays.equals(piece.clocks(), first)) {
          throw violation(
              "place %d has pushes %s, another %s"
                  .formatted(
                      piece.place(), Arrays.toString(piece.clocks()), Arrays.toString(first)));
        }
      }
      checkListed(ends.get(shard.shard()), first);
    }
  }

  private static void checkListed(End shard, long[] applied) {
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

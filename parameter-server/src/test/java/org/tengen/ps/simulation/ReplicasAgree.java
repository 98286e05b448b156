package org.tengen.ps.simulation;

import java.util.Arrays;
import java.util.List;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;

/** Two replicas that have done the same are the same, to the bit. */
final class ReplicasAgree implements Invariant {
  /** Looking after every event would take longer than all else. */
  private static final int EVENTS = 16;

  private int events;

  @Override
  public void check(Server server, List<Answered> answers, List<Stand> changed) {
    if (++events % EVENTS == 0) {
      checkEnd(server);
    }
  }

  @Override
  public void checkEnd(Server server) {
    server.replicas().ifPresent(replicas -> check(server, replicas));
  }

  private static void check(Server server, Replicas replicas) {
    for (ShardProcess process : server.processes()) {
      ShardProcess other = replicas.level(process);
      if (other != null) {
        checkSame(process, image(process), image(other));
      }
    }
  }

  private static ShardImage image(ShardProcess process) {
    return process.answer(shard -> shard.image(ImageKind.CHECKPOINT));
  }

  private static void checkSame(ShardProcess process, ShardImage one, ShardImage other) {
    for (int at = 0; at < one.slices().size(); at++) {
      SliceImage a = one.slices().get(at);
      SliceImage b = other.slices().get(at);
      boolean same =
          a.version() == b.version()
              && Arrays.equals(a.clocks(), b.clocks())
              && Arrays.equals(a.weights(), b.weights())
              && Arrays.equals(a.previous(), b.previous())
              && Arrays.deepEquals(a.state(), b.state());
      if (!same) {
        throw new Violation(
            ReplicasAgree.class,
            "slice %d of %s is at version %d and %s, that of its successor at version %d and %s"
                .formatted(
                    a.slice(),
                    process,
                    a.version(),
                    Arrays.toString(a.clocks()),
                    b.version(),
                    Arrays.toString(b.clocks())));
      }
    }
  }
}

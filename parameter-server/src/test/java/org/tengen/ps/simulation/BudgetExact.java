package org.tengen.ps.simulation;

import java.util.Arrays;
import java.util.List;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;
import org.tengen.ps.training.Training;

/** No slice ever has more pushes than the budget, and in the end every slice has just as many. */
final class BudgetExact implements Invariant {
  private final long pushes;

  BudgetExact(Training training) {
    this.pushes = training.pushes();
  }

  @Override
  public void check(Server server, List<Answered> answers, List<ShardImage> changed) {
    for (ShardImage shard : changed) {
      for (SliceImage slice : shard.slices()) {
        if (pushes(slice) > pushes) {
          throw violation(slice);
        }
      }
    }
  }

  @Override
  public void checkEnd(Server server) {
    for (ShardImage shard : server.images(ImageKind.EVALUATION)) {
      for (SliceImage slice : shard.slices()) {
        if (pushes(slice) != pushes) {
          throw violation(slice);
        }
      }
    }
  }

  private static long pushes(SliceImage slice) {
    return Arrays.stream(slice.clocks()).sum();
  }

  private Violation violation(SliceImage slice) {
    return new Violation(
        BudgetExact.class,
        "slice %d has %d pushes: the budget is %d".formatted(slice.slice(), pushes(slice), pushes));
  }
}

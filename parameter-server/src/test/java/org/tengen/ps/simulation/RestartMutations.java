package org.tengen.ps.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;

/** Faults of what a restart goes on from. See {@link Mutant}. */
final class RestartMutations {
  private RestartMutations() {}

  static final class RestoresWithoutClocks extends Mutation {
    @Override
    Optional<RunImage> restores(DenseSafe safe) {
      return super.restores(safe)
          .map(
              image ->
                  changed(
                      image,
                      slice -> with(slice, new long[slice.clocks().length], slice.weights())));
    }
  }

  /** The end of the last shard's file holds zeros. */
  static final class TakesATornCheckpoint extends Mutation {
    @Override
    Optional<RunImage> restores(DenseSafe safe) {
      RunImage torn = safe.tornImage();
      if (torn == null) {
        return super.restores(safe);
      }
      int last = torn.layout().slices() - 1;
      return Optional.of(
          changed(
              torn,
              slice ->
                  slice.slice() < last
                      ? slice
                      : with(slice, slice.clocks(), new float[slice.weights().length])));
    }
  }

  private static RunImage changed(RunImage image, UnaryOperator<SliceImage> change) {
    List<ShardImage> shards = new ArrayList<>();
    for (ShardImage shard : image.shards()) {
      List<SliceImage> slices = shard.slices().stream().map(change).toList();
      shards.add(new ShardImage(shard.shard(), shard.kind(), shard.laneSamples(), slices));
    }
    return new RunImage(image.kind(), image.layout(), shards);
  }

  private static SliceImage with(SliceImage slice, long[] clocks, float[] weights) {
    return new SliceImage(
        slice.slice(),
        slice.range(),
        slice.version(),
        clocks,
        weights,
        slice.previous(),
        slice.state());
  }
}

package org.tengen.ps.simulation;

import java.util.List;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;

/** Stands before shards of a dense table. */
final class DenseWitness extends Witness {
  private final DenseTrained trained;
  private final Layout layout;
  private final Brought brought;

  /** By slice and lane, the clocks that the slice is done with. */
  private final long[][] done;

  /** The pushes that are in the images have been heard of. */
  DenseWitness(DenseTrained trained, List<ShardImage> images, Happenings happenings) {
    super(trained, trained.training().layout().slices());
    this.trained = trained;
    this.layout = trained.training().layout();
    this.brought = new Brought(happenings);
    this.done = new long[layout.slices()][];
    for (ShardImage shard : images) {
      for (SliceImage slice : shard.slices()) {
        done[slice.slice()] = trained.course().strategy().gathering().finished(slice.clocks());
        if (trained.tells(slice.slice())) {
          hasHeardOf(slice.slice(), Read.applied(trained.oneHot(), slice.weights()));
        }
      }
    }
  }

  @Override
  int[] places(int shard, Request push) {
    return new int[] {((Request.Push) push).slice()};
  }

  @Override
  void acknowledges(int shard, Request request) {
    Request.Push push = (Request.Push) request;
    noted(places(shard, push), push.lane(), push.clock());
    long[] clocks = done[push.slice()];
    clocks[push.lane()] = Math.max(clocks[push.lane()], push.clock() + 1);
  }

  @Override
  long slowest(int shard) {
    long slowest = Long.MAX_VALUE;
    Range slices = layout.slicesOf(shard);
    for (int slice = slices.from(); slice < slices.to(); slice++) {
      for (long clock : done[slice]) {
        slowest = Math.min(slowest, clock);
      }
    }
    return slowest;
  }

  @Override
  List<Read> reads(int shard, Request pull, int slice, long version, Payload weights) {
    float[] floats = brought.floats(pull.lane(), slice, version, weights);
    return List.of(Read.of(trained.oneHot(), trained.tells(slice), slice, version, floats));
  }
}

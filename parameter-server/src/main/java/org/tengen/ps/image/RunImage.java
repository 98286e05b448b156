package org.tengen.ps.image;

import java.util.List;
import org.tengen.ps.table.Layout;

/**
 * All shards, each at one moment. Behind a barrier the moments are the same clock; otherwise any
 * moments will do, since each slice knows which pushes it has.
 *
 * @param shards one per shard, in order
 */
public record RunImage(ImageKind kind, Layout layout, List<ShardImage> shards) {
  public RunImage {
    shards = List.copyOf(shards);
    if (shards.size() != layout.shards()) {
      throw new IllegalArgumentException(
          shards.size() + " shard images: expected " + layout.shards());
    }
  }

  /** A table before its first update, with all optimiser state 0. */
  public static RunImage initial(Layout layout, int lanes, float[] weights) {
    return initial(layout, lanes, weights, List.of(), 0);
  }

  /**
   * A table whose optimisers have a past, before the run's first update.
   *
   * @param state the optimisers' arrays over the whole table; may be fewer than they have, the rest
   *     is 0
   * @param version how many updates the table has had
   */
  public static RunImage initial(
      Layout layout, int lanes, float[] weights, List<float[]> state, long version) {
    return new RunImage(
        ImageKind.CHECKPOINT, layout, InitialImages.of(layout, lanes, weights, state, version));
  }

  /** Samples applied on every slice, of the shard that has the fewest. */
  public long samples() {
    return shards.stream().mapToLong(ShardImage::samples).min().orElse(0);
  }

  /** Optimiser steps of the first slice. */
  public long updates() {
    return shards.get(0).slices().get(0).version();
  }

  /** The whole table's weights, copied. */
  public float[] weights() {
    float[] whole = new float[layout.length()];
    for (ShardImage shard : shards) {
      for (SliceImage slice : shard.slices()) {
        System.arraycopy(slice.weights(), 0, whole, slice.range().from(), slice.weights().length);
      }
    }
    return whole;
  }

  /** Array {@code index} of the optimisers' state over the whole table, copied; 0 where none is. */
  public float[] state(int index) {
    float[] whole = new float[layout.length()];
    for (ShardImage shard : shards) {
      for (SliceImage slice : shard.slices()) {
        if (index < slice.state().length) {
          float[] part = slice.state()[index];
          System.arraycopy(part, 0, whole, slice.range().from(), part.length);
        }
      }
    }
    return whole;
  }
}

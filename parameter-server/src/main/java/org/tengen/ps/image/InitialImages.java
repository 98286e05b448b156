package org.tengen.ps.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;

/** Cuts whole arrays into the images of a run that has not begun. */
final class InitialImages {
  private InitialImages() {}

  static List<ShardImage> of(
      Layout layout, int lanes, float[] weights, List<float[]> state, long version) {
    if (weights.length != layout.length()) {
      throw new IllegalArgumentException(
          weights.length + " initial weights: expected " + layout.length());
    }
    List<ShardImage> shards = new ArrayList<>();
    for (int shard = 0; shard < layout.shards(); shard++) {
      Range indices = layout.slicesOf(shard);
      List<SliceImage> slices = new ArrayList<>();
      for (int slice = indices.from(); slice < indices.to(); slice++) {
        slices.add(cut(slice, layout.slice(slice), lanes, weights, state, version));
      }
      shards.add(new ShardImage(shard, ImageKind.CHECKPOINT, new long[lanes], slices));
    }
    return shards;
  }

  private static SliceImage cut(
      int slice, Range range, int lanes, float[] weights, List<float[]> state, long version) {
    float[][] cutState =
        state.stream()
            .map(array -> Arrays.copyOfRange(array, range.from(), range.to()))
            .toArray(float[][]::new);
    return new SliceImage(
        slice,
        range,
        version,
        new long[lanes],
        Arrays.copyOfRange(weights, range.from(), range.to()),
        new float[0],
        cutState);
  }
}

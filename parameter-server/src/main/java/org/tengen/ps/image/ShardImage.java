package org.tengen.ps.image;

import java.util.Arrays;
import java.util.List;

/**
 * One shard at one moment.
 *
 * @param laneSamples by lane, samples whose gradients are applied on every slice of the shard
 * @param slices in order
 */
public record ShardImage(int shard, ImageKind kind, long[] laneSamples, List<SliceImage> slices) {
  public ShardImage {
    slices = List.copyOf(slices);
  }

  /** Samples whose gradients are applied on every slice of the shard. */
  public long samples() {
    return Arrays.stream(laneSamples).sum();
  }
}

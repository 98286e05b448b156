package org.tengen.ps.shard;

import java.io.Serializable;

/**
 * When shards take images of themselves: when the samples applied pass a multiple of a number.
 *
 * @param evaluationSamples between images for evaluation; 0 for none
 * @param checkpointSamples between images for checkpoints; 0 for none
 */
public record ImageIntervals(long evaluationSamples, long checkpointSamples)
    implements Serializable {
  public ImageIntervals {
    if (evaluationSamples < 0 || checkpointSamples < 0) {
      throw new IllegalArgumentException(
          "image intervals of "
              + evaluationSamples
              + " and "
              + checkpointSamples
              + " samples: expected 0 or more");
    }
  }

  /** No images but those asked for. */
  public static ImageIntervals none() {
    return new ImageIntervals(0, 0);
  }
}

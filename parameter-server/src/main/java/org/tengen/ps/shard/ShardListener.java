package org.tengen.ps.shard;

import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.serving.ServedListener;

/** Hears of what becomes of a shard, and of its images. Called on the shard's thread. */
public interface ShardListener extends ServedListener {
  /**
   * Whether the image of {@code kind} at multiple {@code index} of its interval shall be taken. All
   * shards of a run are given the same answer for the same image.
   */
  boolean wantsImage(ImageKind kind, long index);

  /** An image that was wanted. */
  void onImage(long index, ShardImage image);
}

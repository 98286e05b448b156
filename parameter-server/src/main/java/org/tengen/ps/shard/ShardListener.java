package org.tengen.ps.shard;

import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;

/** Hears of what happens to a shard. Called on the shard's thread: it notes, and returns. */
public interface ShardListener {
  /**
   * Whether the image of {@code kind} at multiple {@code index} of its interval shall be taken. All
   * shards of a run are given the same answer for the same image.
   */
  boolean wantsImage(ImageKind kind, long index);

  /** An image that was wanted. */
  void onImage(long index, ShardImage image);

  /** All of the budget's pushes are applied on this shard. */
  void onFinished(int shard);

  /** The run cannot go on; one line says why. */
  void onBroken(int shard, String message);
}

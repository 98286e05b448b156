package org.tengen.ps.server;

import java.util.List;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.shard.ShardListener;

/** Where a run's shards live. The coordinator is always with the run's owner. */
@FunctionalInterface
public interface Placement {
  /**
   * Makes the shards, in order; they serve nobody before {@link Placed#start}.
   *
   * @param from what each starts from
   * @param listener hears of them, each shard's from one thread at a time
   * @throws RunFailedException if that cannot be; one line says what and where
   */
  Placed<PlacedShard> place(ServerSettings settings, List<ShardImage> from, Listener listener)
      throws InterruptedException;

  /** In this JVM, each with a thread of its own. */
  static Placement here() {
    return ShardThreads::new;
  }

  /** What shards tell, and what becomes of the place they are in. */
  interface Listener extends ShardListener, PlaceListener {
    /** A shard has passed the moment of an image and taken none. */
    void onPassed(ImageKind kind, long index);
  }
}

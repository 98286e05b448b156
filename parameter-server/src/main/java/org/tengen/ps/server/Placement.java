package org.tengen.ps.server;

import java.util.List;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.protocol.Reply;
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
  Placed place(ServerSettings settings, List<ShardImage> from, Listener listener)
      throws InterruptedException;

  /** In this JVM, each with a thread of its own. */
  static Placement here() {
    return ShardThreads::new;
  }

  /** A run's shards in their places. */
  interface Placed extends AutoCloseable {
    /** From now on they serve. */
    void start() throws InterruptedException;

    /** One handle for each shard, in order. */
    List<? extends PlacedShard> shards();

    /** Where a shard is by now; any thread. */
    default Reply.Placed where(int shard) {
      return Reply.Placed.AT_FIRST;
    }

    /** Ends the shards; what waits at them is refused. */
    @Override
    void close();
  }

  /** What shards tell, and what becomes of the place they are in. */
  interface Listener extends ShardListener {
    /** A shard has passed the moment of an image and taken none. */
    void onPassed(ImageKind kind, long index);

    /** Another process serves a shard from now on. */
    default void onPromoted(int shard) {}

    /** A shard goes on elsewhere, or without its second replica; one line says which and why. */
    default void onMoved(int shard, String line) {}

    /** A place is gone with the shards in it; one line names it. */
    void onLost(String message);
  }
}

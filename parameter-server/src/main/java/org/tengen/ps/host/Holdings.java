package org.tengen.ps.host;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.serving.OwnedShard;

/** What a host has of a run: shards of one kind. Desk's thread only, but for their answers. */
interface Holdings extends AutoCloseable {
  /**
   * Takes a piece of what a shard starts from.
   *
   * @throws IllegalArgumentException if it is none of these shards'
   */
  void add(int shard, long number, byte[] content);

  /**
   * Lets the shards serve; what they began from is not kept.
   *
   * @return by shard, all of them
   * @throws IllegalArgumentException if a piece is missing
   */
  Map<Integer, Held> start();

  /**
   * A piece of an image that was taken.
   *
   * @throws IllegalArgumentException if there is none
   */
  byte[] fetch(long ticket, int at);

  /** The image is not needed any more; nothing happens if it is not here. */
  void release(long ticket);

  /** The replicas here; null where shards have no copies. */
  default @Nullable HostedReplicas replicas() {
    return null;
  }

  /** Ends the shards. */
  @Override
  void close();

  /** A shard here; what it answers is for its owner. */
  interface Held extends OwnedShard {
    /** Where lanes pull and push. */
    Endpoint endpoint();

    /** Its statistics. */
    CompletableFuture<byte[]> count();

    /** Takes an image, and says by which ticket it is fetched. */
    CompletableFuture<byte[]> take(ImageKind kind);
  }
}

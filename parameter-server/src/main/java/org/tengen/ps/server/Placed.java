package org.tengen.ps.server;

import java.util.List;
import org.tengen.ps.protocol.Reply;

/**
 * A run's shards in their places.
 *
 * @param <S> a handle of one
 */
public interface Placed<S> extends AutoCloseable {
  /** From now on they serve. */
  void start() throws InterruptedException;

  /** One handle for each shard, in order. */
  List<S> shards();

  /** Where a shard is by now; any thread. */
  default Reply.Placed where(int shard) {
    return Reply.Placed.AT_FIRST;
  }

  /** Ends the shards; what waits at them is refused. */
  @Override
  void close();
}

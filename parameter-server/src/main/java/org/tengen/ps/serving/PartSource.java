package org.tengen.ps.serving;

import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;

/**
 * Where the parts of answers come from, which are slices or some rows each. Shard thread only.
 *
 * @param <P> a pull as its table answers it
 */
public interface PartSource<P> {
  /** How many parts answer it. */
  int parts(P pull);

  /** What ends the answer before its part {@code at}; null to go on. */
  default @Nullable Reply end(P pull, int at) {
    return null;
  }

  /** Hands part {@code at} over. */
  void deliver(P pull, int at, ReplyHandler handler);
}

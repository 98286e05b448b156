package org.tengen.ps.server;

import org.tengen.ps.serving.ServedListener;

/** Hears of shards, and of what becomes of the place they are in. */
public interface PlaceListener extends ServedListener {
  /** Another process serves a shard from now on. */
  default void onPromoted(int shard) {}

  /** A shard goes on elsewhere, or without its second replica; one line says which and why. */
  default void onMoved(int shard, String line) {}

  /** A place is gone with the shards in it; one line names it. */
  void onLost(String message);
}

package org.tengen.ps.serving;

/** Hears of what becomes of a shard. Called on the shard's thread: it notes, and returns. */
public interface ServedListener {
  /** All of the budget's pushes are applied on this shard. */
  void onFinished(int shard);

  /** The run cannot go on; one line says why. */
  void onBroken(int shard, String message);
}

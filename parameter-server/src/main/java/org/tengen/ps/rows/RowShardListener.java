package org.tengen.ps.rows;

/** Hears of what happens to a shard of row tables. Called on its thread: it notes, and returns. */
public interface RowShardListener {
  /** All of the budget's pushes are applied on this shard. */
  void onFinished(int shard);

  /** The run cannot go on; one line says why. */
  void onBroken(int shard, String message);
}

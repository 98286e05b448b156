package org.tengen.ps.server;

import org.tengen.ps.checkpoint.RowOrigin;

/** Where the shards of a run with row tables live; what {@link Placement} is to a dense table. */
@FunctionalInterface
public interface RowPlacement {
  /**
   * Makes the shards, in order; they serve nobody before {@link Placed#start}.
   *
   * @param from what they start from
   * @param listener hears of them, each shard's from one thread at a time
   * @throws RunFailedException if that cannot be; one line says what and where
   */
  Placed<PlacedRows> place(RowServerSettings settings, RowOrigin from, PlaceListener listener)
      throws InterruptedException;

  /** In this JVM, each with a thread of its own. */
  static RowPlacement here() {
    return RowThreads::of;
  }
}

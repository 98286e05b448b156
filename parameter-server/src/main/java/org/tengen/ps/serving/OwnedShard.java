package org.tengen.ps.serving;

import java.util.concurrent.CompletableFuture;

/** A shard for whoever owns the run, wherever it is and whatever its tables hold. Any thread. */
public interface OwnedShard {
  /**
   * Admits no pull from now on, or does again. Behind a barrier, what is taken of shards that are
   * all held is at most one clock apart, and a run can go on from it.
   */
  CompletableFuture<Boolean> hold(boolean hold);

  /** Pushes applied whole, as far as is known here; cheap. */
  long pushes();

  /** A shard with more to ask. */
  interface Through extends OwnedShard {
    /** The shard. */
    OwnedShard shard();

    @Override
    default CompletableFuture<Boolean> hold(boolean hold) {
      return shard().hold(hold);
    }

    @Override
    default long pushes() {
      return shard().pushes();
    }
  }
}

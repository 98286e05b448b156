package org.tengen.ps.replica;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The newest lease that was granted and the replica does not know of yet. It is not in the mail,
 * since it counts from when it comes and not from when the shard's thread, which may be in a long
 * turn, comes to it. Any thread grants; the shard's takes.
 */
final class GrantedLease {
  private final AtomicReference<@Nullable Lease> newest = new AtomicReference<>();

  private record Lease(long epoch, long askedNs, long durationNs) {
    /** Of two in one epoch the one that lasts longer; else the one that has come later. */
    Lease after(@Nullable Lease before) {
      if (before != null
          && before.epoch == epoch
          && before.askedNs + before.durationNs - (askedNs + durationNs) > 0) {
        return before;
      }
      return this;
    }
  }

  /** See {@link Replica#lease}. */
  void grant(long epoch, long askedNs, long durationNs) {
    Lease granted = new Lease(epoch, askedNs, durationNs);
    newest.updateAndGet(granted::after);
  }

  /** The replica knows of it from now on. */
  void into(Replica replica) {
    Lease taken = newest.get() == null ? null : newest.getAndSet(null);
    if (taken != null) {
      replica.lease(taken.epoch, taken.askedNs, taken.durationNs);
    }
  }
}

package org.tengen.ps.replica;

/** What one replica of a shard is to the others. */
public enum Role {
  /**
   * Serves lanes while it has a lease; does what they ask once its successor has it. Begins without
   * a lease.
   */
  PRIMARY,
  /** Does what its primary forwards, and serves nobody. */
  SUCCESSOR,
  /**
   * Serves lanes; nobody can take over from it, so it waits for nobody's word and needs no lease.
   */
  ALONE,
  /** Another replica has taken over: serves nobody, for good. */
  FENCED;

  /** Whether it may serve lanes at all. */
  boolean leads() {
    return this == PRIMARY || this == ALONE;
  }
}

package org.tengen.ps.replica;

/**
 * What the coordinator tells one replica of a shard. Each order has an epoch of its own, later than
 * all before; given again, it changes nothing.
 */
public sealed interface ReplicaOrder {
  /** The epoch that begins with it. */
  long epoch();

  /** To a successor: serve lanes, alone. */
  record Promote(long epoch) implements ReplicaOrder {}

  /** To a primary: its successor is given up, and will never be promoted. Serve lanes alone. */
  record Alone(long epoch) implements ReplicaOrder {}

  /**
   * To one that is alone: a new successor will follow. From now on what lanes ask waits for its
   * word, and they are served under a lease.
   */
  record Lead(long epoch) implements ReplicaOrder {}

  /** To one that was taken over from. */
  record Fence(long epoch) implements ReplicaOrder {}
}

package org.tengen.ps.simulation;

import java.util.Optional;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.replica.Entry;
import org.tengen.ps.replica.Handover;
import org.tengen.ps.replica.Succession;
import org.tengen.ps.rows.RowShardState;
import org.tengen.ps.rows.RowSnapshot;
import org.tengen.ps.rows.RowsInside;
import org.tengen.ps.strategy.Strategy;

/**
 * A fault that is put in, to see that the invariants find it; this one puts none in. A mutation
 * sits at the seams of the real classes: before a shard, in what a shard is told of the run, or in
 * what a restart goes on from. Used for one run.
 */
class Mutation {
  /** No fault. */
  static final Mutation NONE = new Mutation();

  private boolean looksInside = true;

  /** It is to be found by what lanes are answered alone: nobody looks into replicas. */
  final Mutation fromOutside() {
    looksInside = false;
    return this;
  }

  /** Whether replicas are looked into, and not just at what they answer. */
  final boolean looksInside() {
    return looksInside;
  }

  /** The strategy that shards are told. */
  Strategy told(Strategy strategy) {
    return strategy;
  }

  /** A shard, as everybody reaches it. */
  Endpoint around(int shard, Endpoint real, Cluster cluster) {
    return real;
  }

  /** A shard of rows, as everybody reaches it. */
  Endpoint aroundRows(int shard, Endpoint real, RowsInside inside, RowsTrained trained) {
    return real;
  }

  /** Whether shards of rows are held for snapshots where the strategy asks for it. */
  boolean holds() {
    return true;
  }

  /** A snapshot was taken, and is not written yet. */
  void taken(RowSnapshot snapshot) {}

  /** A restart goes on from a shard of rows. */
  void restored(RowShardState state) {}

  /** A process does not answer the coordinator. */
  void silent(Succession succession, int process) {
    succession.silent(process);
  }

  /** How long a replica is told that its lease lasts. */
  long leaseNs(long durationNs) {
    return durationNs;
  }

  /** An entry comes to a successor. */
  void takes(ShardProcess successor, ShardProcess primary, Entry entry) {
    successor.replica().take(entry);
  }

  /** What a replica that joins is given. */
  Handover hands(Handover handover) {
    return handover;
  }

  /** A lane has asked a replica something. */
  void asked(ShardProcess process) {}

  /** What a restart goes on from; nothing to begin anew. */
  Optional<RunImage> restores(DenseSafe safe) {
    return safe.newest();
  }
}

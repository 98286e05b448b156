package org.tengen.ps.simulation;

import java.util.List;
import java.util.Optional;
import org.tengen.ps.protocol.Reply;

/** The shards of one server, of dense tables or of rows. */
interface Shards {
  /** How long a pull is parked. */
  long PARKED_NS = 300_000_000_000L;

  /** Who stands before them. */
  Witness witness();

  /** Everything is in its place. */
  default void start() {}

  /** Where the coordinator says that a shard is. */
  default Reply.Placed place(int shard) {
    return Reply.Placed.AT_FIRST;
  }

  default Optional<Replicas> replicas() {
    return Optional.empty();
  }

  /** Pushes applied on a shard. */
  long pushes(int shard);

  /** Those that have done something since this was asked last, as they are now. */
  List<Stand> changed();

  /** All of them. */
  List<Stand> now();

  /** What each has done. */
  List<End> ends();

  /** All weights. */
  float[] weights();

  /** Lets no lane begin another iteration, and says what a run can go on from. */
  Saved stop();
}

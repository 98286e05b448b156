package org.tengen.ps.simulation;

import java.util.EnumSet;
import java.util.Set;

/** What can go wrong in a simulated cluster, and what follows from it. Each is counted. */
enum Happening {
  /** A message was more than twice as long under way as usual. */
  DELAYED,
  /** A message waited until the line had carried those before it. */
  QUEUED,
  /** A line took no more slices of a pull for a while. */
  LINE_FULL,
  /** A message was lost, and its connection with it. */
  DROPPED,
  /** A push came twice from the network. */
  DUPLICATED,
  /** A push was overtaken by a later one. */
  REORDERED,
  /** A lane and a shard could not reach each other for a while. */
  PARTITIONED,
  /** A connection broke when a part of a push's slices, or of a pull's, had come through. */
  CUT_BETWEEN_SLICES,
  /** What was sent over a broken connection came long after it broke. */
  LINGERED,
  /** A broken connection was opened again. */
  REOPENED,
  /** A worker's process was killed. */
  WORKER_KILLED,
  /** A lane was given to a new worker while the old one went on. */
  WORKER_REPLACED,
  /** A worker was killed that had kept back what its codec had not sent. */
  RESIDUAL_LOST,
  /** A slice of a pull brought only the floats that had changed. */
  CHANGES_PULLED,
  /** A worker found that a newer lease has its lane. */
  SUPERSEDED,
  /** A worker stopped for long and came back. */
  WORKER_STALLED,
  /** A shard stopped for long and came back. */
  SHARD_STALLED,
  /** A step took ten times as long. */
  STRAGGLED,
  /** A lane left out clocks that the others went on without it. */
  JUMPED,
  /** Shards and coordinator were killed, and started again from what the store has. */
  SERVER_KILLED,
  /** Shards and coordinator were stopped as by a signal, and started again. */
  SERVER_STOPPED,
  /** The replica that served a shard was killed, and another was there. */
  PRIMARY_KILLED,
  /** It was when a push had been sent on to the other replica, and was not acknowledged. */
  PRIMARY_KILLED_IN_MID_PUSH,
  /** The replica that did not serve was killed. */
  SUCCESSOR_KILLED,
  /** The only replica of a shard was killed. */
  LAST_REPLICA_KILLED,
  /** A replica stopped for longer than its lease, and went on. */
  REPLICA_STALLED,
  /** The two replicas of a shard could not reach each other for a while. */
  REPLICAS_PARTED,
  /** A replica and the coordinator could not reach each other for a while. */
  COORDINATOR_PARTED,
  /** An entry came twice to a successor. */
  ENTRY_REPEATED,
  /** An entry was overtaken by those behind it. */
  ENTRY_OVERTAKEN,
  /** A successor was promoted. */
  PROMOTED,
  /** A primary was told to do without its successor. */
  LEFT_ALONE,
  /** A replica that was alone was told to wait for a new one. */
  LED_AGAIN,
  /** A new replica was given what one that was alone had, and followed it. */
  REPLICA_JOINED,
  /** A primary that another had taken over from heard of it. */
  FENCED,
  /** An answer did not leave, for its replica's lease had run out. */
  ANSWER_WITHHELD,
  /** A checkpoint was written whole. */
  CHECKPOINT_WRITTEN,
  /** The server died while it wrote a checkpoint. */
  CHECKPOINT_TORN,
  /** A byte of a checkpoint was changed, or the end of a file was gone. */
  CHECKPOINT_DAMAGED,
  /** A restart passed over a newer checkpoint that was not whole. */
  CHECKPOINT_PASSED_OVER,
  /** A restart went on from a checkpoint. */
  RESTORED,
  /** A lane named rows by a list that it had sent before an earlier pull. */
  LIST_NAMED_AGAIN,
  /** A shard had forgotten the list by which a pull named rows. */
  LIST_FORGOTTEN,
  /** A push had nothing for a shard. */
  EMPTY_PART,
  /** A part of a push had rows of a list of which an earlier part had some. */
  LIST_OF_SEVERAL_PARTS,
  /** A lane's successor pushed what was missing of a push that had broken off. */
  PUSH_COMPLETED_BY_A_SUCCESSOR,
  /** A pull was answered with rows as they were before the last clock. */
  OVERWRITTEN_ROWS_READ,
  /** Snapshots of all shards were taken while the run went on. */
  SNAPSHOTS_TAKEN,
  /** A snapshot was taken of a shard that had a part of a push, or of a clock. */
  SNAPSHOT_IN_MID_PUSH,
  /** Rows were pushed to while a snapshot of them was being read. */
  PUSHED_UNDER_A_SNAPSHOT;

  private static final Set<Happening> OF_ROWS =
      EnumSet.range(LIST_NAMED_AGAIN, PUSHED_UNDER_A_SNAPSHOT);
  private static final Set<Happening> OF_CODECS = EnumSet.of(RESIDUAL_LOST, CHANGES_PULLED);
  private static final Set<Happening> OF_REPLICAS = EnumSet.range(PRIMARY_KILLED, ANSWER_WITHHELD);

  /** Whether it can happen with tables of a kind; rows have no codec, one replica, no backups. */
  boolean mayHappenTo(Kind kind) {
    boolean ofDense = OF_CODECS.contains(this) || OF_REPLICAS.contains(this) || this == JUMPED;
    return kind == Kind.DENSE ? !OF_ROWS.contains(this) : !ofDense;
  }
}

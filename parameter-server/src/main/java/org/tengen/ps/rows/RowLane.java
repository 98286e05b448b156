package org.tengen.ps.rows;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.serving.ServedLane;

/** What a shard of row tables knows of one lane. Shard thread only. */
final class RowLane extends ServedLane {
  /** The least and greatest version that the lease was given for it; -1 for none. */
  private long firstGiven = -1;

  private long lastGiven = -1;

  /** The push of iteration {@link #clock()}, if some of its parts are here. */
  @Nullable Begun begun;

  /** By table, the list that the lane has sent last: remembered whatever others send. */
  final @Nullable RowList[] newest;

  RowLane(int tables) {
    newest = new RowList[tables];
  }

  /** A push that comes in parts. */
  static final class Begun {
    final long[] names;
    final int parts;
    final int samples;
    final BitSet done;
    long staleness;

    Begun(long[] names, int parts, int samples, BitSet done) {
      this.names = names;
      this.parts = parts;
      this.samples = samples;
      this.done = done;
    }

    boolean whole() {
      return done.cardinality() == parts;
    }

    RowMarks.BegunMark mark() {
      return new RowMarks.BegunMark(parts, samples, names.clone(), done.toLongArray());
    }
  }

  /** The lane in a checkpoint. */
  void begin(RowMarks.LaneMark mark) {
    restore(mark.clock(), mark.samples());
    RowMarks.BegunMark half = mark.begun();
    if (half != null) {
      BitSet done = BitSet.valueOf(half.done());
      begun = new Begun(half.lists().clone(), half.parts(), half.samples(), done);
    }
  }

  /** The push that was begun is here whole: on to the next iteration. */
  void finish() {
    begun = null;
    nextClock();
  }

  /** The lease pulls for an iteration, perhaps again. */
  void pulls(long iteration) {
    if (pullsAnew(iteration)) {
      firstGiven = -1;
      lastGiven = -1;
    }
  }

  /** The pull is given rows at a version. */
  void given(long version) {
    firstGiven = firstGiven < 0 ? version : Math.min(firstGiven, version);
    lastGiven = Math.max(lastGiven, version);
  }

  /** Whether a push may have been computed on rows of a version. */
  boolean wasGiven(long version) {
    return version >= 0 && firstGiven <= version && version <= lastGiven;
  }

  /** For messages. */
  String given() {
    return firstGiven == lastGiven ? "" + firstGiven : firstGiven + " to " + lastGiven;
  }
}

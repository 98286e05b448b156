package org.tengen.ps.rows;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.serving.ServedLane;

/** What a shard of row tables knows of one lane. Shard thread only. */
final class RowLane extends ServedLane {
  /** What the lease was given for the iteration that it has pulled for last. */
  private Given given = new Given(false);

  /** The same for the iteration before, for which it may still have to push. */
  private Given before = new Given(false);

  /** The push of iteration {@link #clock()}, if some of its parts are here. */
  @Nullable Begun begun;

  /** By table, the list that the lane has sent last: remembered whatever others send. */
  final @Nullable RowList[] newest;

  RowLane(int tables) {
    newest = new RowList[tables];
  }

  /** The versions of rows that a pull was answered with; -1 for none. */
  private static final class Given {
    private final boolean ahead;
    private long first = -1;
    private long last = -1;

    Given(boolean ahead) {
      this.ahead = ahead;
    }
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
    boolean next = iteration == pulled() + 1;
    if (pullsAnew(iteration)) {
      before = next ? given : new Given(false);
      given = new Given(iteration > clock());
    }
  }

  /** The pull is given rows at a version. */
  void given(long version) {
    given.first = given.first < 0 ? version : Math.min(given.first, version);
    given.last = Math.max(given.last, version);
  }

  /** Whether the lease has pulled for the iteration that it is to push for. */
  boolean mayPush() {
    return clock() == pulled() || (clock() == pulled() - 1 && before.first >= 0);
  }

  private Given ofPush() {
    return clock() == pulled() ? given : before;
  }

  /** Whether the push that is due may have been computed on rows of a version. */
  boolean wasGiven(long version) {
    Given its = ofPush();
    return version >= 0 && its.first <= version && version <= its.last;
  }

  /** The lane's own pushes between that pull and the push that is due. */
  int ownBetween() {
    return ofPush().ahead ? 1 : 0;
  }

  /** For messages. */
  String given() {
    Given its = ofPush();
    return its.first == its.last ? "" + its.first : its.first + " to " + its.last;
  }
}

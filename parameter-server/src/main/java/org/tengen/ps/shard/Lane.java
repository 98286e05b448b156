package org.tengen.ps.shard;

import java.util.Arrays;
import org.tengen.ps.image.ShardRest;
import org.tengen.ps.serving.ServedLane;

/** What a shard knows of one lane. Shard thread only. */
final class Lane extends ServedLane {
  /** How many iterations were left out, having come too late. */
  long skipped;

  /** The last of those; -1 if there is none. */
  long lastSkipped = -1;

  /**
   * By slice of the shard, the first and the last version that the lease was given for iteration
   * {@link #pulled()}: they differ if it has pulled again, and it may have heard of either. -1 for
   * none.
   */
  private final long[] firstGiven;

  private final long[] lastGiven;

  /**
   * By slice of a shard with a replica, the versions at which the first and the last pull for
   * iteration {@link #pulled()} were admitted; -1 for none.
   */
  private final long[] firstAdmitted;

  private final long[] lastAdmitted;

  /** By slice, the version that the lease has got on its present way to the shard; -1 for none. */
  final long[] has;

  /** How many slices are done with iteration {@link #clock()}. */
  int slicesDone;

  /** Of those slices, the greatest and least staleness. */
  long maxStaleness;

  long minStaleness;

  Lane(int slices) {
    firstGiven = new long[slices];
    lastGiven = new long[slices];
    firstAdmitted = new long[slices];
    lastAdmitted = new long[slices];
    has = new long[slices];
    hasNothing();
  }

  /** Notes all but what the lease has got on its way: that another process sends over again. */
  void save(ShardRest.Writer out) {
    out.put(incarnation(), clock(), skipped, lastSkipped, samples(), pulled(), slicesDone);
    out.put(maxStaleness, minStaleness);
    out.put(firstGiven);
    out.put(lastGiven);
    out.put(firstAdmitted);
    out.put(lastAdmitted);
  }

  /** Goes on with what was noted. */
  void load(ShardRest.Reader in) {
    long[] numbers = in.numbers();
    restoreLease((int) numbers[0], numbers[5]);
    restore(numbers[1], numbers[4]);
    skipped = numbers[2];
    lastSkipped = numbers[3];
    slicesDone = (int) numbers[6];
    long[] stale = in.numbers();
    maxStaleness = stale[0];
    minStaleness = stale[1];
    in.read(firstGiven);
    in.read(lastGiven);
    in.read(firstAdmitted);
    in.read(lastAdmitted);
  }

  /**
   * The lane at a beginning or in an image.
   *
   * @param clock iterations that every slice is done with
   * @param samples of those, applied on every slice
   * @param done how many slices are done with the next one too
   */
  void begin(long clock, long samples, long skips, int done) {
    restore(clock, samples);
    skipped = skips;
    slicesDone = done;
  }

  @Override
  protected void hasNothing() {
    Arrays.fill(has, -1);
  }

  /** The lease pulls for an iteration; again, if it may not have got what it was given. */
  void pulls(long iteration) {
    if (pullsAnew(iteration)) {
      Arrays.fill(firstGiven, -1);
      Arrays.fill(lastGiven, -1);
      Arrays.fill(firstAdmitted, -1);
      Arrays.fill(lastAdmitted, -1);
    } else {
      hasNothing();
    }
  }

  /** The pull is given a slice. */
  void given(int slice, long version) {
    boolean again = firstGiven[slice] >= 0;
    lastGiven[slice] = version;
    firstGiven[slice] = again ? firstGiven[slice] : version;
    has[slice] = again ? -1 : version;
  }

  /** Whether a push may have been computed on a version of a slice. */
  boolean wasGiven(int slice, long version) {
    return version >= 0 && firstGiven[slice] <= version && version <= lastGiven[slice];
  }

  /** The pull is admitted, with a slice at a version. */
  void admitted(int slice, long version) {
    lastAdmitted[slice] = version;
    firstAdmitted[slice] = firstAdmitted[slice] < 0 ? version : firstAdmitted[slice];
  }

  /** The version of a slice as the last pull was admitted. */
  long admittedLast(int slice) {
    return lastAdmitted[slice];
  }

  /**
   * Whether a push may have been computed on a version of a slice that is at {@code current}: on
   * any since the pull was admitted, for a replica does not know when the slice has left.
   */
  boolean mayHave(int slice, long version, long current) {
    return version >= 0
        && firstAdmitted[slice] <= version
        && version <= current
        && firstAdmitted[slice] >= 0;
  }

  /** The version that the lease was given last. */
  long lastGiven(int slice) {
    return lastGiven[slice];
  }

  /** One more slice has the push of iteration {@link #clock()}. */
  void accepted(long staleness) {
    maxStaleness = slicesDone == 0 ? staleness : Math.max(maxStaleness, staleness);
    minStaleness = slicesDone == 0 ? staleness : Math.min(minStaleness, staleness);
    slicesDone++;
  }

  /**
   * Every slice is done with it: on to the next iteration.
   *
   * @param done how many slices are done with that one already, as in a run that was gone on with
   */
  void advance(int done) {
    nextClock();
    slicesDone = done;
  }

  /** Every slice does without its push: on to the next iteration. */
  void skip(int done) {
    lastSkipped = clock();
    skipped++;
    advance(done);
  }
}

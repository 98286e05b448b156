package org.tengen.ps.shard;

import java.util.Arrays;

/** What a shard knows of one lane. Shard thread only. */
final class Lane {
  /** The lease that the lane is attached by; 0 before the first. */
  int incarnation;

  /** Iterations that every slice is done with. */
  long clock;

  /** How many of them were left out, having come too late. */
  long skipped;

  /** The last of those; -1 if there is none. */
  long lastSkipped = -1;

  /** Samples of them that are applied on every slice. */
  long samples;

  /** The iteration that the lease has pulled for last; -1 before its first pull. */
  long pulled = -1;

  /** By slice of the shard, the version that the lease's last pull returned. */
  final long[] pulledVersions;

  /** By slice, the version that the lease has got on its present way to the shard; -1 for none. */
  final long[] has;

  /** How many slices are done with iteration {@link #clock}. */
  int slicesDone;

  /** Of those slices, the greatest and least staleness. */
  long maxStaleness;

  long minStaleness;

  Lane(int slices) {
    pulledVersions = new long[slices];
    has = new long[slices];
    hasNothing();
  }

  /** What it was sent may have been lost on the way. */
  void hasNothing() {
    Arrays.fill(has, -1);
  }

  void attach(int lease) {
    incarnation = lease;
    pulled = -1;
  }

  /** One more slice has the push of iteration {@link #clock}. */
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
    clock++;
    slicesDone = done;
  }

  /** Every slice does without its push: on to the next iteration. */
  void skip(int done) {
    lastSkipped = clock;
    skipped++;
    advance(done);
  }
}

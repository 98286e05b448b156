package org.tengen.ps.shard;

/** What a shard knows of one lane. Shard thread only. */
final class Lane {
  /** The lease that the lane is attached by; 0 before the first. */
  int incarnation;

  /** Iterations whose pushes every slice has accepted. */
  long clock;

  /** Samples of them that are applied on every slice. */
  long samples;

  /** The iteration that the lease has pulled for last; -1 before its first pull. */
  long pulled = -1;

  /** By slice of the shard, the version that the lease's last pull returned. */
  final long[] pulledVersions;

  /** How many slices have accepted the push of iteration {@link #clock}. */
  int slicesDone;

  /** Of those slices, the greatest and least staleness. */
  long maxStaleness;

  long minStaleness;

  Lane(int slices) {
    pulledVersions = new long[slices];
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

  /** Every slice has it: on to the next iteration. */
  void advance() {
    clock++;
    slicesDone = 0;
  }
}

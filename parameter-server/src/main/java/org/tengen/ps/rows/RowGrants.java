package org.tengen.ps.rows;

/**
 * Which iterations the budget still has room for. Behind a barrier every shard knows each lane's
 * share; otherwise shard 0 alone gives out the budget, a push at a time. Shard thread only.
 */
final class RowGrants {
  private final boolean equal;
  private final boolean elsewhere;
  private final long iterations;
  private final long pushes;
  private final long[] granted;
  private long total;

  /**
   * The grants of one shard.
   *
   * @param granted by lane, the iterations already given out when the run went on from a checkpoint
   */
  RowGrants(RowTraining training, int shard, long[] granted) {
    this.equal = training.strategy().admission().equalShares();
    this.elsewhere = !equal && shard != 0;
    this.iterations = equal ? training.iterationsPerLane() : 0;
    this.pushes = training.pushes();
    this.granted = granted.clone();
    for (long each : granted) {
      total += each;
    }
  }

  /** Whether there is nothing left for the lane's iteration {@code clock}. */
  boolean spent(int lane, long clock) {
    return equal ? clock >= iterations : !elsewhere && clock >= granted[lane] && total >= pushes;
  }

  /** The lane begins iteration {@code clock}, which was not {@link #spent}. */
  void grant(int lane, long clock) {
    if (clock >= granted[lane]) {
      granted[lane] = clock + 1;
      total++;
    }
  }
}

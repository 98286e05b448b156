package org.tengen.worker;

import org.tengen.ps.client.LaneSession;

/** One iteration of a lane, from pull to push. Used by the lane's thread. */
interface Round {
  /**
   * Pulls, steps and pushes.
   *
   * @param clock the iteration that the lane is at
   * @return false when the run's budget is spent
   */
  boolean run(LaneSession session, long clock) throws InterruptedException;

  /** What a round computes, and where its time is counted. */
  interface Steps {
    /**
     * Leaves the clipped gradient of step {@code step} of the lane in the replica.
     *
     * @return its samples
     */
    int step(int lane, long step) throws InterruptedException;

    /** Runs what belongs to the step before. */
    void compute(Runnable work);
  }
}

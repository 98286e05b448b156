package org.tengen.worker;

import java.nio.FloatBuffer;

/**
 * One iteration of a lane in pieces, between which whoever drives it pulls and pushes: a thread
 * that waits, or a simulation. A driver goes through it like this:
 *
 * <pre>
 * if pullsBefore: pull into pulled
 * run
 * if pullsAfter: pull into pulled
 * push what push gives
 * </pre>
 */
public interface Round {
  /** Whether the lane pulls before its steps. */
  boolean pullsBefore();

  /** Whether it pulls after them. */
  boolean pullsAfter();

  /** Where a pull goes, at absolute positions. The next piece reads it, and no later one. */
  FloatBuffer pulled();

  /** How many steps an iteration has. */
  int steps();

  /**
   * Makes the steps of iteration {@code clock} of the lane.
   *
   * @return their samples
   */
  int run(Steps steps, int lane, long clock) throws InterruptedException;

  /** What is pushed of {@code samples} that the last run had; valid until the next piece. */
  FloatBuffer push(int samples);

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

package org.tengen.ps.serving;

/** What every shard knows of one lane. Shard thread only. */
public abstract class ServedLane {
  private int incarnation;
  private long clock;
  private long samples;
  private long pulled = -1;

  /** The lease that the lane is attached by; 0 before the first. */
  public final int incarnation() {
    return incarnation;
  }

  /** Iterations that the shard is done with. */
  public final long clock() {
    return clock;
  }

  /** Samples of those that are applied. */
  public final long samples() {
    return samples;
  }

  /** The iteration that the lease has pulled for last; -1 before its first pull. */
  public final long pulled() {
    return pulled;
  }

  /** It attaches, by a way that may be another. */
  final void attach(int lease) {
    hasNothing();
    if (lease > incarnation) {
      incarnation = lease;
      pulled = -1;
    }
  }

  /** What the lane was sent may have been lost on the way. */
  protected void hasNothing() {}

  /** The lease pulls for an iteration; whether it is another than last. */
  protected final boolean pullsAnew(long iteration) {
    boolean anew = iteration != pulled;
    pulled = iteration;
    return anew;
  }

  /** The samples of one push are applied. */
  public final void applied(long pushSamples) {
    samples += pushSamples;
  }

  /** On to the next iteration. */
  protected final void nextClock() {
    clock++;
  }

  /** The lane as it was when somebody took it down, with no lease. */
  protected final void restore(long restoredClock, long restoredSamples) {
    clock = restoredClock;
    samples = restoredSamples;
  }

  /** Its lease as it was then. */
  protected final void restoreLease(int restoredIncarnation, long restoredPulled) {
    incarnation = restoredIncarnation;
    pulled = restoredPulled;
  }
}

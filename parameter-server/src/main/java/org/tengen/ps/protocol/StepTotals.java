package org.tengen.ps.protocol;

/**
 * Where a lease's time went and what it did, summed since the lease began. Times in nanoseconds.
 *
 * @param iterations finished iterations
 * @param samples samples in them
 * @param lossSum their summed loss, in nats
 * @param computingNs thread CPU time in loss and gradient
 * @param waitingForCoreNs wall time in loss and gradient less their CPU time
 * @param stragglingNs injected sleep
 * @param idleNs parked in a pull or an acknowledgement
 * @param sendingNs in pulls and pushes otherwise, encoding and decoding included
 * @param traffic the bytes of pulls and pushes
 * @param stepTimes CPU times of steps, loss and gradient alone
 * @param opening what the lane did in its first steps
 */
public record StepTotals(
    long iterations,
    long samples,
    double lossSum,
    long computingNs,
    long waitingForCoreNs,
    long stragglingNs,
    long idleNs,
    long sendingNs,
    Traffic traffic,
    StepTimes stepTimes,
    Opening opening) {
  /** Of a lease that has not begun. */
  public static final StepTotals NOTHING = new StepTotals(0, 0, 0, 0, 0, 0, 0, 0, Traffic.NOTHING);

  /** Totals of a lease whose single steps nobody has timed. */
  public StepTotals(
      long iterations,
      long samples,
      double lossSum,
      long computingNs,
      long waitingForCoreNs,
      long stragglingNs,
      long idleNs,
      long sendingNs,
      Traffic traffic) {
    this(
        iterations,
        samples,
        lossSum,
        computingNs,
        waitingForCoreNs,
        stragglingNs,
        idleNs,
        sendingNs,
        traffic,
        StepTimes.NONE,
        Opening.NONE);
  }

  /** The same of a lane that began so long after all lanes had come. */
  public StepTotals after(long ns) {
    return ns == 0
        ? this
        : new StepTotals(
            iterations,
            samples,
            lossSum,
            computingNs,
            waitingForCoreNs,
            stragglingNs,
            idleNs,
            sendingNs,
            traffic,
            stepTimes,
            opening.after(ns));
  }

  /** Both together; the opening is that of the first that has one. */
  public StepTotals plus(StepTotals other) {
    return new StepTotals(
        iterations + other.iterations,
        samples + other.samples,
        lossSum + other.lossSum,
        computingNs + other.computingNs,
        waitingForCoreNs + other.waitingForCoreNs,
        stragglingNs + other.stragglingNs,
        idleNs + other.idleNs,
        sendingNs + other.sendingNs,
        traffic.plus(other.traffic),
        stepTimes.plus(other.stepTimes),
        opening.or(other.opening));
  }

  /** Idle time over all time, 0..1; 0 where there is none. */
  public double idleShare() {
    double all = (double) computingNs + waitingForCoreNs + stragglingNs + idleNs + sendingNs;
    return all == 0 ? 0 : idleNs / all;
  }

  /** Loss of a sample, in nats; NaN where there is none. */
  public double meanLoss() {
    return samples == 0 ? Double.NaN : lossSum / samples;
  }
}

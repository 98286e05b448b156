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
 * @param sendingNs in pulls and pushes otherwise
 */
public record StepTotals(
    long iterations,
    long samples,
    double lossSum,
    long computingNs,
    long waitingForCoreNs,
    long stragglingNs,
    long idleNs,
    long sendingNs) {}

package org.tengen.driver.training;

/**
 * How far a training is: what a progress line shows.
 *
 * @param run which training of the job, from 1
 * @param runs how many there are
 * @param budget samples in all
 * @param samples applied so far
 * @param seconds since the first lane began
 * @param loss mean of the training samples since the progress before, in nats; NaN before the first
 * @param idleShare of the lanes' time so far, 0..1
 * @param meanStaleness of the applied pushes, in updates
 */
public record TrainingProgress(
    String strategy,
    int run,
    int runs,
    long budget,
    long samples,
    double seconds,
    double loss,
    double idleShare,
    double meanStaleness) {

  /** Seconds to go at the rate so far; infinite before the first sample. */
  public double secondsLeft() {
    return samples == 0 ? Double.POSITIVE_INFINITY : seconds * (budget - samples) / samples;
  }

  /** Receives progress about ten times a second, on the driver's thread. */
  @FunctionalInterface
  public interface Listener {
    /** A training goes on. */
    void onProgress(TrainingProgress progress);
  }
}

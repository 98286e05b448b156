package org.tengen.worker.divergence;

import org.jspecify.annotations.Nullable;

/**
 * Watches the mean training loss of one window of samples after the other. A training has diverged
 * when a loss is not finite, or when a window's mean lies more than a bound above the lowest mean
 * of the windows before it, or above what one knows who knows nothing. What has diverged stays so.
 *
 * <p>The lowest rather than the first: a training that learns for a while and then climbs back to
 * where it began is lost too. Thread-safe, as training loss and validation come from two threads.
 */
public final class LossWatch {
  private final double bound;
  private final long window;
  private long fromSamples;
  private double fromLoss;
  private double best;
  private long bestSamples;
  private @Nullable Divergence divergence;

  /**
   * A watch over a training that begins, or goes on.
   *
   * @param bound nats above the best mean; positive, infinite to look for losses that are not
   *     finite alone
   * @param window samples whose mean counts, at least; 1 or more
   * @param ignorant the loss in nats of who guesses evenly, as the log of the number of classes;
   *     infinite where nobody knows
   * @param samples trained on before
   * @param lossSum their losses' sum, in nats
   */
  public LossWatch(double bound, long window, double ignorant, long samples, double lossSum) {
    if (!(bound > 0) || window < 1) {
      throw new IllegalArgumentException(
          "bound=%s, window=%d: expected a bound above 0 and a window of 1 or more"
              .formatted(bound, window));
    }
    this.bound = bound;
    this.window = window;
    this.best = ignorant;
    this.fromSamples = samples;
    this.fromLoss = lossSum;
  }

  /**
   * The training loss so far.
   *
   * @param samples trained on since its beginning
   * @param lossSum their losses' sum, in nats
   * @return how it has diverged, null if it has not
   */
  public synchronized @Nullable Divergence train(long samples, double lossSum) {
    long count = samples - fromSamples;
    double mean = (lossSum - fromLoss) / count;
    if (divergence != null || count <= 0) {
      return divergence;
    }
    if (!Double.isFinite(mean) || (count >= window && mean > best + bound)) {
      divergence = new Divergence(samples, mean, best, bestSamples);
    } else if (count >= window) {
      if (mean < best) {
        best = mean;
        bestSamples = samples;
      }
      fromSamples = samples;
      fromLoss = lossSum;
    }
    return divergence;
  }

  /**
   * A loss of the weights as they are, on the validation split.
   *
   * @param samples trained on until then
   * @param loss the mean of a sample, in nats; tells of divergence where it is not finite
   * @return how it has diverged, null if it has not
   */
  public synchronized @Nullable Divergence validate(long samples, double loss) {
    if (divergence == null && !Double.isFinite(loss)) {
      divergence = new Divergence(samples, loss, best, Math.min(bestSamples, samples));
    }
    return divergence;
  }
}

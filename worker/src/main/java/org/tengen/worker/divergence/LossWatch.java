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
  /** A window within this share of the bound above the best is as good as it. */
  private static final double NEAR = 0.25;

  private final double bound;
  private final long window;
  private long fromSamples;
  private double fromLoss;
  private Best best;
  private @Nullable Divergence divergence;

  /**
   * The best of a training so far, which a later session goes on with.
   *
   * @param loss the lowest mean of a window in nats, or that of who guesses evenly: the log of the
   *     number of classes
   * @param samples applied at its end, 0 for guessing
   * @param sound applied at the end of the last window near it
   */
  public record Best(double loss, long samples, long sound) {
    /** Of a training that has not begun, with so many classes. */
    public static Best guessing(int classes) {
      return new Best(Math.log(classes), 0, 0);
    }
  }

  /**
   * A watch over a training that begins, or goes on.
   *
   * @param bound nats above the best mean; positive, infinite to look for losses that are not
   *     finite alone
   * @param window samples whose mean counts, at least; 1 or more
   * @param best so far
   * @param samples whose losses are counted already
   * @param lossSum their losses' sum, in nats
   */
  public LossWatch(double bound, long window, Best best, long samples, double lossSum) {
    if (!(bound > 0) || window < 1) {
      throw new IllegalArgumentException(
          "bound=%s, window=%d: expected a bound above 0 and a window of 1 or more"
              .formatted(bound, window));
    }
    this.bound = bound;
    this.window = window;
    this.best = best;
    this.fromSamples = samples;
    this.fromLoss = lossSum;
  }

  /** The best so far. */
  public synchronized Best best() {
    return best;
  }

  /**
   * The training loss so far.
   *
   * @param samples whose losses are counted, since the beginning
   * @param lossSum their losses' sum, in nats
   * @param applied samples that the weights have seen for certain; fewer where some are on their
   *     way or were left out
   * @return how it has diverged, null if it has not
   */
  public synchronized @Nullable Divergence train(long samples, double lossSum, long applied) {
    long count = samples - fromSamples;
    double mean = (lossSum - fromLoss) / count;
    if (divergence != null || count <= 0) {
      return divergence;
    }
    if (!Double.isFinite(mean) || (count >= window && mean > best.loss + bound)) {
      divergence = new Divergence(applied, mean, best.loss, best.samples, best.sound);
    } else if (count >= window) {
      if (mean < best.loss) {
        best = new Best(mean, applied, applied);
      } else if (mean <= best.loss + NEAR * bound) {
        best = new Best(best.loss, best.samples, applied);
      }
      fromSamples = samples;
      fromLoss = lossSum;
    }
    return divergence;
  }

  /**
   * A loss of the weights as they are, on the validation split.
   *
   * @param applied samples that the weights have seen
   * @param loss the mean of a sample, in nats; tells of divergence where it is not finite
   * @return how it has diverged, null if it has not
   */
  public synchronized @Nullable Divergence validate(long applied, double loss) {
    if (divergence == null && !Double.isFinite(loss)) {
      divergence =
          new Divergence(applied, loss, best.loss, best.samples, Math.min(best.sound, applied));
    }
    return divergence;
  }
}

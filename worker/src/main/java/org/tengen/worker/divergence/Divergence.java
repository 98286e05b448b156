package org.tengen.worker.divergence;

/**
 * A loss that is no number any more, or far above the best that there was.
 *
 * @param samples applied when it was seen
 * @param loss the mean of a sample, in nats, over the window that showed it; perhaps not finite
 * @param best the lowest mean of a window before it, or the loss of guessing evenly where that was
 *     lower
 * @param bestSamples applied at the end of that window, 0 where there was none
 * @param soundSamples applied at the end of the last window that was near the best: the weights
 *     were sound until then
 */
public record Divergence(
    long samples, double loss, double best, long bestSamples, long soundSamples) {}

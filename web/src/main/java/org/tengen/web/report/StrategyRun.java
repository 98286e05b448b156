package org.tengen.web.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one training: one entry of {@code runs} in {@code result.json}.
 *
 * @param strategy as set, e.g. {@code ssp:3}
 * @param samples samples whose gradients were applied
 * @param updates optimiser steps, of the first slice
 * @param seconds wall clock of the training
 * @param idleShare idle time over all lanes' wall clock, 0..1
 * @param validation final metrics on the validation split by name, e.g. {@code perplexity}
 * @param secondsToTarget when validation perplexity first reached {@code targetPerplexity}; null if
 *     it did not, or if there is no target
 * @param weightsSha256 of the final weights as little-endian float32
 * @param curve in order of samples
 * @param lanes one per lane
 */
public record StrategyRun(
    String strategy,
    int workers,
    int shards,
    long seed,
    long samples,
    long updates,
    double seconds,
    double samplesPerSecond,
    double idleShare,
    Staleness staleness,
    Map<String, Double> validation,
    @Nullable Double targetPerplexity,
    @Nullable Double secondsToTarget,
    String weightsSha256,
    List<CurvePoint> curve,
    List<LaneTime> lanes) {

  /**
   * How stale the applied pushes were, in updates.
   *
   * @param histogram {@code histogram[k]} pushes were k updates stale
   */
  public record Staleness(double mean, long p99, long max, List<Long> histogram) {}

  /**
   * One evaluation.
   *
   * @param seconds wall clock since the training began, when the weights were cut
   * @param trainPerplexity over the samples since the point before; null at the first point
   */
  public record CurvePoint(
      double seconds,
      long samples,
      long updates,
      @Nullable Double trainPerplexity,
      double validationPerplexity) {}

  /** Where a lane's time went, in seconds, and the samples that it gave. */
  public record LaneTime(
      int lane,
      long samples,
      double computing,
      double waitingForCore,
      double straggling,
      double idle,
      double sending) {}
}

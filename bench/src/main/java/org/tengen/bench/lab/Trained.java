package org.tengen.bench.lab;

import java.util.List;
import java.util.Locale;
import org.tengen.web.report.StrategyRun.CurvePoint;

/**
 * What a training came to.
 *
 * @param perplexity at the end, on the validation split; infinite if it was ended early, being
 *     above the vocabulary's size or no number
 * @param seconds virtual, of the whole training
 * @param idleShare of all workers' time
 * @param staleness of pushes, in updates
 * @param curve its evaluations
 * @param cpuSeconds what computing it took
 */
record Trained(
    Cell cell,
    double perplexity,
    long samples,
    long updates,
    double seconds,
    double idleShare,
    double staleness,
    long stalenessMax,
    List<CurvePoint> curve,
    double cpuSeconds) {

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: perplexity %.2f, %d updates, %.1f s, staleness %.2f, idle %.1f %%, %.1f s of CPU",
        cell,
        perplexity,
        updates,
        seconds,
        staleness,
        100 * idleShare,
        cpuSeconds);
  }
}

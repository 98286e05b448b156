package org.tengen.web.report;

import java.util.List;
import org.tengen.web.report.StrategyRun.CurvePoint;

/**
 * Perplexities at one number of samples, the largest that every training reached that did not
 * diverge: what a comparison of strategies is about.
 *
 * <p>A training that stopped there, or within half a percent, is judged by its final figure, one
 * that went on by its curve, between two evaluations along a straight line in log perplexity.
 *
 * @param samples 0 if there are no trainings
 */
record EqualSamples(long samples) {
  private static final double SAME = 0.005;

  static EqualSamples of(List<StrategyRun> runs) {
    List<StrategyRun> ended = runs.stream().filter(run -> run.divergence() == null).toList();
    List<StrategyRun> counted = ended.isEmpty() ? runs : ended;
    return new EqualSamples(counted.stream().mapToLong(StrategyRun::samples).min().orElse(0));
  }

  /** The validation perplexity of one training there; not finite if it diverged or is unknown. */
  double perplexity(StrategyRun run) {
    if (run.divergence() != null) {
      return Double.NaN;
    }
    if (run.samples() <= samples * (1 + SAME)) {
      return run.perplexity();
    }
    CurvePoint before = null;
    for (CurvePoint point : run.curve()) {
      if (point.samples() >= samples) {
        return before == null ? point.validationPerplexity() : between(before, point);
      }
      before = point;
    }
    return run.perplexity();
  }

  private double between(CurvePoint a, CurvePoint b) {
    double share = (double) (samples - a.samples()) / (b.samples() - a.samples());
    double low = Math.log(a.validationPerplexity());
    return Math.exp(low + share * (Math.log(b.validationPerplexity()) - low));
  }
}

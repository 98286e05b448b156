package org.tengen.driver.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tengen.web.report.StrategyRun.CurvePoint;

/**
 * Reading a curve between its points. Log perplexity (the mean loss) is taken to be linear between
 * two evaluations, over samples and over seconds alike.
 */
public final class Target {
  private Target() {}

  /** Perplexity at {@code samples}; null outside the curve. */
  public static @Nullable Double perplexityAt(List<CurvePoint> curve, double samples) {
    for (int i = 0; i < curve.size(); i++) {
      CurvePoint to = curve.get(i);
      if (to.samples() == samples) {
        return to.validationPerplexity();
      }
      if (to.samples() > samples) {
        return i == 0 ? null : between(curve.get(i - 1), to, samples);
      }
    }
    return null;
  }

  private static double between(CurvePoint from, CurvePoint to, double samples) {
    double share = (samples - from.samples()) / (to.samples() - from.samples());
    double loss =
        (1 - share) * Math.log(from.validationPerplexity())
            + share * Math.log(to.validationPerplexity());
    return Math.exp(loss);
  }

  /** When the curve first came down to {@code perplexity}; null if it never did. */
  public static @Nullable Double secondsTo(List<CurvePoint> curve, double perplexity) {
    for (int i = 0; i < curve.size(); i++) {
      CurvePoint to = curve.get(i);
      if (to.validationPerplexity() <= perplexity) {
        return i == 0 ? to.seconds() : reached(curve.get(i - 1), to, perplexity);
      }
    }
    return null;
  }

  private static double reached(CurvePoint from, CurvePoint to, double perplexity) {
    double above = Math.log(from.validationPerplexity()) - Math.log(perplexity);
    double drop = Math.log(from.validationPerplexity()) - Math.log(to.validationPerplexity());
    double share = Double.isFinite(drop) && drop > 0 ? above / drop : 1;
    return from.seconds() + share * (to.seconds() - from.seconds());
  }
}

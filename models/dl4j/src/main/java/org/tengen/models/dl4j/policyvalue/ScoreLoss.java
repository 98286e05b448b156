package org.tengen.models.dl4j.policyvalue;

import org.tengen.models.policyvalue.PolicyValueHeads;

/**
 * Huber's loss (1964) of the final margin in points: half the square up to {@link
 * PolicyValueHeads#SCORE_DELTA} points, linear beyond.
 */
record ScoreLoss() implements HeadLoss {
  private static final long serialVersionUID = 1L;
  private static final double DELTA = PolicyValueHeads.SCORE_DELTA;

  @Override
  public double weight(long count) {
    return PolicyValueHeads.SCORE_WEIGHT;
  }

  @Override
  public double loss(double output, double label) {
    double distance = Math.abs(output - label);
    return distance <= DELTA ? distance * distance / 2 : DELTA * (distance - DELTA / 2);
  }

  @Override
  public double slope(double output, double label) {
    return Math.max(-DELTA, Math.min(DELTA, output - label));
  }

  @Override
  public String name() {
    return "score";
  }
}

package org.tengen.models.dl4j.policyvalue;

import org.tengen.models.policyvalue.PolicyValueHeads;

/**
 * Ownership's cross-entropy (Wu 2019): an output o = tanh(x) stands for the chance (1 + o) / 2 that
 * the point is owned by who is to move, and a label for (1 + label) / 2; the mean over points.
 */
record OwnershipLoss() implements HeadLoss {
  private static final long serialVersionUID = 1L;

  @Override
  public double weight(long count) {
    return PolicyValueHeads.OWNERSHIP_WEIGHT / count;
  }

  /** log(1 + e^2x) - 2x (1 + label) / 2, without overflow. */
  @Override
  public double loss(double output, double label) {
    double softplus = Math.max(0, 2 * output) + Math.log1p(Math.exp(-2 * Math.abs(output)));
    return softplus - output * (1 + label);
  }

  @Override
  public double slope(double output, double label) {
    return Math.tanh(output) - label;
  }

  @Override
  public String name() {
    return "ownership";
  }
}

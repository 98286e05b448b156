package org.tengen.models.policyvalue;

import org.tengen.models.Replica;

/**
 * One copy of the policy-value network. Its losses are summed over a batch's samples, and so is its
 * gradient; {@link #statistics} are the means and variances of batch normalisation, by which {@link
 * #loss} and {@link #evaluate} normalise, and a step does not.
 */
public interface PolicyValueReplica extends Replica<PolicyValueBatch>, PolicyValueEvaluator {
  /** How well it does on positions, at the current parameters. */
  default PolicyValueFit fit(PolicyValueBatch batch) {
    return PolicyValueFit.of(evaluate(batch.samples(), batch.planes()), batch);
  }

  @Override
  void close();
}

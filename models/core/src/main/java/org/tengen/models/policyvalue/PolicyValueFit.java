package org.tengen.models.policyvalue;

/**
 * How well a network does on positions, in sums over them.
 *
 * @param samples positions
 * @param agreed those whose likeliest move is the target's likeliest, the first of equal ones
 * @param policyLoss cross-entropies in nats, a chance below 1e-10 taken as that
 * @param valueError squared errors of the value, each from 0 to 4
 */
public record PolicyValueFit(long samples, long agreed, double policyLoss, double valueError) {
  private static final double LEAST_CHANCE = 1e-10;

  /** Compares what was said with the targets. */
  public static PolicyValueFit of(PolicyValueOutputs said, PolicyValueBatch batch) {
    int moves = batch.policies().length / batch.samples();
    long agreed = 0;
    double policyLoss = 0;
    double valueError = 0;
    for (int sample = 0; sample < batch.samples(); sample++) {
      int from = sample * moves;
      if (likeliest(said.policies(), from, moves) == likeliest(batch.policies(), from, moves)) {
        agreed++;
      }
      for (int i = from; i < from + moves; i++) {
        policyLoss -= batch.policies()[i] * Math.log(Math.max(LEAST_CHANCE, said.policies()[i]));
      }
      double difference = said.values()[sample] - batch.values()[sample];
      valueError += difference * difference;
    }
    return new PolicyValueFit(batch.samples(), agreed, policyLoss, valueError);
  }

  private static int likeliest(float[] chances, int from, int moves) {
    int best = from;
    for (int i = from + 1; i < from + moves; i++) {
      if (chances[i] > chances[best]) {
        best = i;
      }
    }
    return best;
  }

  /** Both together. */
  public PolicyValueFit plus(PolicyValueFit other) {
    return new PolicyValueFit(
        samples + other.samples,
        agreed + other.agreed,
        policyLoss + other.policyLoss,
        valueError + other.valueError);
  }

  /** The share of positions whose likeliest move is right. */
  public double accuracy() {
    return (double) agreed / samples;
  }

  /** Nats a position. */
  public double meanPolicyLoss() {
    return policyLoss / samples;
  }

  /** The mean squared error of the value. */
  public double meanValueError() {
    return valueError / samples;
  }
}

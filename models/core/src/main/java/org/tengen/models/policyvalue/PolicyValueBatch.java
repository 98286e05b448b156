package org.tengen.models.policyvalue;

import org.tengen.models.Batch;

/**
 * Positions to train on, with what the network should have said.
 *
 * @param samples positions, 1 or more
 * @param planes [samples][planes][height][width]
 * @param policies [samples][moves], of each sample a distribution: 0 or more, the sum 1 within 1e-3
 * @param values [samples], -1 (lost for who is to move) to 1 (won)
 * @param ownership [samples][height][width], -1 (the opponent's) to 1; empty where the network has
 *     no such head
 * @param scores [samples], the final margin in points of who is to move; empty where the network
 *     has no such head
 */
public record PolicyValueBatch(
    int samples,
    float[] planes,
    float[] policies,
    float[] values,
    float[] ownership,
    float[] scores)
    implements Batch {
  /** Checks that there are positions. */
  public PolicyValueBatch {
    if (samples < 1) {
      throw new IllegalArgumentException("samples=" + samples + ": expected 1 or more");
    }
  }

  /** For a network that says policy and value alone. */
  public PolicyValueBatch(int samples, float[] planes, float[] policies, float[] values) {
    this(samples, planes, policies, values, new float[0], new float[0]);
  }

  /**
   * Checks that this is a batch for such a network.
   *
   * @throws IllegalArgumentException naming what does not fit
   */
  public void check(PolicyValueSettings settings) {
    BoardPlanes input = settings.input();
    length("planes", planes, input.floats());
    length("policies", policies, input.moves());
    length("values", values, 1);
    length("ownership", ownership, settings.heads().ownership() ? input.points() : 0);
    length("scores", scores, settings.heads().score() ? 1 : 0);
    for (int sample = 0; sample < samples; sample++) {
      double sum = 0;
      for (int move = 0; move < input.moves(); move++) {
        sum += policies[sample * input.moves() + move];
      }
      if (!(Math.abs(sum - 1) <= 1e-3)) {
        throw new IllegalArgumentException(
            "policy of sample " + sample + " sums to " + sum + ": expected 1, within 1e-3");
      }
    }
  }

  private void length(String name, float[] floats, int each) {
    if (floats.length != (long) samples * each) {
      throw new IllegalArgumentException(
          "%d floats of %s: expected %d x %d".formatted(floats.length, name, samples, each));
    }
  }
}

package org.tengen.models.policyvalue;

import java.io.Serializable;

/**
 * What the network says, and how it reads the tower for it.
 *
 * <p>Policy and value each begin with a convolution of one point, BN and ReLU. The dense form is
 * AlphaGo Zero's: dense layers over all points follow, so that a network plays boards of one size.
 * The convolutional form has no layer over points: a move's logit is a convolution of one point,
 * and pass and value read the filters' means, their means times (b - 14) / 10, b the root of the
 * board's points, and their maxima (global pooling, Wu 2019, "Accelerating Self-Play Learning in
 * Go"). Its parameters do not depend on the board: those trained on one size play another.
 *
 * @param policyFilters of the policy head, 1 or more
 * @param valueFilters of the value head, 1 or more, which the ownership head reads too
 * @param hidden units between the value's filters and its output, 1 or more
 * @param convolutional whether the heads are of the convolutional form
 * @param ownership whether it also says for each point who will own it, from -1 to 1 (Wu 2019)
 * @param score whether it also says the final margin in points, which reads the hidden units (Wu
 *     2019)
 */
public record PolicyValueHeads(
    int policyFilters,
    int valueFilters,
    int hidden,
    boolean convolutional,
    boolean ownership,
    boolean score)
    implements Serializable {
  /** Factor of the ownership head's loss, a mean over points (Wu 2019). */
  public static final double OWNERSHIP_WEIGHT = 1.5;

  /** Factor of the score head's loss (Wu 2019). */
  public static final double SCORE_WEIGHT = 0.004;

  /** Points from which on the score head's loss is linear (Wu 2019). */
  public static final double SCORE_DELTA = 10;

  /** Points that an output of 1 of the score head's last layer stands for. */
  public static final double SCORE_SCALE = 20;

  /** Checks ranges. */
  public PolicyValueHeads {
    positive("policyFilters", policyFilters);
    positive("valueFilters", valueFilters);
    positive("hidden", hidden);
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + "=" + value + ": expected 1 or more");
    }
  }

  /** AlphaGo Zero's: 2 filters for the policy, 1 for the value, 256 hidden units, dense. */
  public static PolicyValueHeads dense() {
    return new PolicyValueHeads(2, 1, 256, false, false, false);
  }

  /** For boards of any size: 32 filters each, 64 hidden units, policy and value alone. */
  public static PolicyValueHeads anySize() {
    return new PolicyValueHeads(32, 32, 64, true, false, false);
  }

  /** The factor of the means that tells a board's size. */
  public static double sizeFactor(BoardPlanes input) {
    return (Math.sqrt(input.points()) - 14) / 10;
  }

  /** The number of parameters, statistics included, on a tower with {@code filters} outputs. */
  public long parameters(int filters, BoardPlanes input) {
    long sum = (filters + 4L) * (policyFilters + valueFilters) + hidden + 1;
    if (convolutional) {
      sum += policyFilters + 1 + 3L * policyFilters + 1 + (3L * valueFilters + 1) * hidden;
    } else {
      sum += ((long) policyFilters * input.points() + 1) * input.moves();
      sum += ((long) valueFilters * input.points() + 1) * hidden;
    }
    return sum + (ownership ? valueFilters + 1 : 0) + (score ? hidden + 1 : 0);
  }
}

package org.tengen.models.policyvalue;

import java.io.Serializable;

/**
 * The residual policy-value network of AlphaGo Zero (Silver et al. 2017, "Mastering the game of Go
 * without human knowledge"): a tower of residual blocks over input planes, a policy over moves and
 * the value of the position, with heads of KataGo (Wu 2019) by setting.
 *
 * <p>Its loss for one position is -pi' log p + (z - v)^2, plus the weighted losses of the heads
 * that it has more; l2 |w|^2 over the weights w of convolutions and dense layers is added to the
 * gradient, and to no loss that is reported.
 *
 * @param l2 the factor c of AlphaGo Zero's c |w|^2, 0 or more; 1e-4 there
 * @param seed where the initial parameters' randomness starts
 */
public record PolicyValueSettings(
    BoardPlanes input, ResidualTower tower, PolicyValueHeads heads, double l2, long seed)
    implements Serializable {
  /** Checks the factor. */
  public PolicyValueSettings {
    if (!(l2 >= 0 && l2 < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("l2=" + l2 + ": expected 0 or more, e.g. 1e-4");
    }
  }

  /** The network's name in settings, e.g. {@code policy-value-basic}. */
  public String name() {
    return "policy-value-" + tower.form().label();
  }

  /** The number of parameters, batch normalisation's statistics included. */
  public long parameters() {
    return tower.parameters(input.planes()) + heads.parameters(tower.outputs(), input);
  }

  /**
   * The same network for another board.
   *
   * @throws IllegalArgumentException if its heads are dense
   */
  public PolicyValueSettings on(int height, int width) {
    if (!heads.convolutional()) {
      throw new IllegalArgumentException(
          "board %dx%d: expected %dx%d, as dense heads play one size; convolutional ones play any"
              .formatted(height, width, input.height(), input.width()));
    }
    BoardPlanes other = new BoardPlanes(input.history(), height, width);
    return new PolicyValueSettings(other, tower, heads, l2, seed);
  }
}

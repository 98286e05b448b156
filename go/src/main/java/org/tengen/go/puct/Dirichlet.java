package org.tengen.go.puct;

import org.tengen.go.playout.Dice;

/**
 * The symmetric Dirichlet distribution: as many gamma variates as there are numbers, made to add up
 * to 1. Its arithmetic is strict, so that a seed gives the same bits everywhere.
 */
final class Dirichlet {
  private Dirichlet() {}

  /**
   * Draws {@code count} numbers that add up to 1.
   *
   * @param alpha the parameter of each, above 0
   */
  static double[] draw(int count, double alpha, Dice dice) {
    double[] drawn = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      drawn[i] = gamma(alpha, dice);
      sum += drawn[i];
    }
    for (int i = 0; i < count; i++) {
      // all may be too small for a double where alpha is
      drawn[i] = sum > 0 ? drawn[i] / sum : 1.0 / count;
    }
    return drawn;
  }

  /** By rejection (Marsaglia and Tsang 2000); for shapes below 1 from one that is larger by 1. */
  private static double gamma(double shape, Dice dice) {
    if (shape < 1) {
      double power = StrictMath.pow(dice.unit(), 1 / shape);
      return gamma(shape + 1, dice) * power;
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = normal(dice);
      double v = 1 + c * x;
      v = v * v * v;
      if (v > 0 && StrictMath.log(dice.unit()) < x * x / 2 + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }

  /** By the polar method (Marsaglia and Bray 1964). */
  private static double normal(Dice dice) {
    while (true) {
      double x = 2 * dice.unit() - 1;
      double y = 2 * dice.unit() - 1;
      double s = x * x + y * y;
      if (s > 0 && s < 1) {
        return x * Math.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }
}

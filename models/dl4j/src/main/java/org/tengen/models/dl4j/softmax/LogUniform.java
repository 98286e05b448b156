package org.tengen.models.dl4j.softmax;

import org.tengen.models.dl4j.floats.SplitMix;

/**
 * Class numbers drawn with chances that fall like those of words by frequency (Zipf 1935): P(k) =
 * log((k + 2) / (k + 1)) / log(classes + 1), so that class 0 has to be the most frequent. The same
 * seed draws the same numbers on every machine.
 */
final class LogUniform {
  private final int classes;
  private final double range;

  LogUniform(int classes) {
    this.classes = classes;
    range = StrictMath.log(classes + 1.0);
  }

  /** One class number. */
  int draw(SplitMix random) {
    double u = (random.next() >>> 11) * 0x1p-53;
    return Math.min(classes - 1, (int) StrictMath.exp(u * range) - 1);
  }

  /** The chance of class {@code k}. */
  double chance(int k) {
    return StrictMath.log((k + 2.0) / (k + 1.0)) / range;
  }
}

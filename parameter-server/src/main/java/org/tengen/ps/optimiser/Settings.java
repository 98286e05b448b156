package org.tengen.ps.optimiser;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * The numbers after a name in a setting, as {@code 0.9} and {@code 0.999} in {@code
 * adam:0.9,0.999}.
 *
 * @param name what stands before the colon
 * @param numbers what stands after it; empty without a colon
 */
record Settings(String name, double[] numbers) {
  /** Splits {@code text}; what does not parse throws {@code refusal}. */
  static Settings of(String text, Supplier<IllegalArgumentException> refusal) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return new Settings(text, new double[0]);
    }
    try {
      double[] numbers =
          Arrays.stream(text.substring(colon + 1).split(",", -1))
              .mapToDouble(Double::parseDouble)
              .toArray();
      return new Settings(text.substring(0, colon), numbers);
    } catch (NumberFormatException e) {
      IllegalArgumentException thrown = refusal.get();
      thrown.initCause(e);
      throw thrown;
    }
  }

  /** Number {@code index}, or {@code otherwise} when there are fewer. */
  double number(int index, double otherwise) {
    return index < numbers.length ? numbers[index] : otherwise;
  }
}

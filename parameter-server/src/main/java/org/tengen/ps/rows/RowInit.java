package org.tengen.ps.rows;

import java.io.Serializable;

/**
 * What a row holds before its first push. Computed from the run's seed, the table and the row
 * alone, so it does not depend on the number of shards, on who reads first or on whether anybody
 * does.
 */
public sealed interface RowInit extends Serializable {
  /** What {@link #parse} reads, in one line. */
  String ACCEPTED = "zero, uniform:BOUND or normal:DEVIATION";

  /** Fills {@code count} floats from {@code at}, of a row whose {@link #seedOf} is given. */
  void fill(long rowSeed, float[] into, int at, int count);

  /** All 0. */
  record Zero() implements RowInit {
    @Override
    public void fill(long rowSeed, float[] into, int at, int count) {
      for (int i = at; i < at + count; i++) {
        into[i] = 0;
      }
    }
  }

  /** Evenly from {@code -bound} up to, but without, {@code bound}. */
  record Uniform(float bound) implements RowInit {
    public Uniform {
      requirePositive("uniform", bound);
    }

    @Override
    public void fill(long rowSeed, float[] into, int at, int count) {
      for (int i = 0; i < count; i++) {
        float unit = (RowBits.of(rowSeed, i) >>> 40) * 0x1p-23f;
        into[at + i] = (unit - 1) * bound;
      }
    }
  }

  /** Normally distributed around 0 (Box and Muller 1958). */
  record Normal(float deviation) implements RowInit {
    public Normal {
      requirePositive("normal", deviation);
    }

    @Override
    public void fill(long rowSeed, float[] into, int at, int count) {
      for (int i = 0; i < count; i++) {
        long bits = RowBits.of(rowSeed, i);
        double radius = StrictMath.sqrt(-2 * StrictMath.log(((bits >>> 32) + 0.5) * 0x1p-32));
        double angle = 2 * Math.PI * ((bits & 0xffffffffL) * 0x1p-32);
        into[at + i] = (float) (deviation * radius * StrictMath.cos(angle));
      }
    }
  }

  /** What all floats of a row are computed from. */
  static long seedOf(long seed, int table, int row) {
    return RowBits.of(RowBits.of(seed, table), row);
  }

  /**
   * Reads {@code zero}, {@code uniform:BOUND} or {@code normal:DEVIATION}.
   *
   * @throws IllegalArgumentException with one line that says what is accepted
   */
  static RowInit parse(String text) {
    if (text.equals("zero")) {
      return new Zero();
    }
    int colon = text.indexOf(':');
    try {
      float number = Float.parseFloat(text.substring(colon + 1));
      return switch (text.substring(0, Math.max(colon, 0))) {
        case "uniform" -> new Uniform(number);
        case "normal" -> new Normal(number);
        default -> throw unknown(text);
      };
    } catch (NumberFormatException e) {
      throw unknown(text);
    }
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "rows-init=" + text + ": expected " + ACCEPTED + ", e.g. uniform:0.005");
  }

  private static void requirePositive(String name, float number) {
    if (!(number > 0 && number < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "rows-init=" + name + ":" + number + ": expected a number over 0, e.g. uniform:0.005");
    }
  }
}

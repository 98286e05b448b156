package org.tengen.go.playout;

/**
 * Chance for playouts: a xorshift generator of 64 bits (Marsaglia 2003), repeatable by its seed.
 */
public final class Dice {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  /** Nearby seeds give unrelated throws. */
  public Dice(long seed) {
    long z = seed + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    state = z == 0 ? GOLDEN : z;
  }

  /** A number from 0 to {@code bound - 1}, each as likely as the next to within bound / 2^31. */
  public int below(int bound) {
    return (int) (((next() >>> 33) * bound) >>> 31);
  }

  /** A number above 0 and below 1. */
  public double unit() {
    return ((next() >>> 11) + 0.5) * 0x1p-53;
  }

  private long next() {
    long x = state;
    x ^= x << 13;
    x ^= x >>> 7;
    x ^= x << 17;
    state = x;
    return x;
  }
}

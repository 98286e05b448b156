package org.tengen.ps.rows;

/** Numbers that look random and are computed: SplitMix64 (Steele, Lea and Flood 2014). */
final class RowBits {
  private static final long STEP = 0x9e3779b97f4a7c15L;

  private RowBits() {}

  /** Number {@code index} of the sequence that {@code seed} begins. */
  static long of(long seed, long index) {
    return mixed(seed + (index + 1) * STEP);
  }

  /** All bits of the result depend on all bits of {@code z}. */
  static long mixed(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}

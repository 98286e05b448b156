package org.tengen.models.dl4j.floats;

/** SplitMix64 (Steele, Lea and Flood 2014): the same seed gives the same bits on every machine. */
public final class SplitMix {
  private long state;

  public SplitMix(long seed) {
    state = seed;
  }

  /** 64 random bits. */
  public long next() {
    state += 0x9E3779B97F4A7C15L;
    long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** A float of [0, 1) with 24 random bits. */
  public float nextUnit() {
    return (next() >>> 40) * 0x1p-24f;
  }
}

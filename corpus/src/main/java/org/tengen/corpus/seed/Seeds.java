package org.tengen.corpus.seed;

/**
 * A 64-bit mixing hash, and seeds derived with it.
 *
 * <p>{@link #mix} is the finaliser of SplitMix64 (Steele, Lea and Flood 2014, with Stafford's
 * thirteenth set of constants): a bijection of 64 bits in which every input bit moves about half of
 * the output bits. It is no cryptography. The values are part of what a run means: changing them
 * changes every split, partition and shuffle, so they are pinned by tests.
 *
 * <p>A choice's seed is derived step by step from the run's, from the large to the small: {@code
 * Seeds.derive(Seeds.derive(runSeed, "shuffle"), lane, round)}. The label keeps two uses of one
 * number, say a record's split and its lane, independent of each other.
 */
public final class Seeds {
  /** 2^64 divided by the golden ratio, odd: what SplitMix64 steps by. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /** The finaliser of SplitMix64. {@code mix(0)} is 0; the derivations below never feed it that. */
  public static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The seed of {@code value} under {@code seed}: for one seed, no two values share a result. */
  public static long derive(long seed, long value) {
    return mix(mix(seed + GOLDEN) + GOLDEN * (value + 1));
  }

  /** The seed of {@code second} under the seed of {@code first} under {@code seed}. */
  public static long derive(long seed, long first, long second) {
    return derive(derive(seed, first), second);
  }

  /** The seed for a purpose, named by a word such as {@code "shuffle"}. */
  public static long derive(long seed, String purpose) {
    long result = derive(seed, purpose.length());
    for (int i = 0; i < purpose.length(); i++) {
      result = derive(result, purpose.charAt(i));
    }
    return result;
  }

  /** A number in [0, 1), from the top 53 bits of {@code hash}. */
  public static double unit(long hash) {
    return (hash >>> 11) * 0x1.0p-53;
  }

  /** A number in [0, {@code bound}), each as likely as the next to within {@code bound} / 2^64. */
  public static int below(long hash, int bound) {
    return (int) Long.remainderUnsigned(hash, bound);
  }
}

package org.tengen.corpus.batch;

import org.tengen.corpus.seed.Seeds;

/**
 * A shuffle of 0 to {@code size - 1} that answers for any place at once and keeps no table.
 *
 * <p>A Feistel network (Luby and Rackoff 1988) permutes the smallest power of two, at least 256,
 * that is not below the size; a result outside the range is put through again until it falls inside
 * (cycle walking; Black and Rogaway 2002), less than twice on average above a size of 128. Two
 * halves that differ in width by at most a bit change places at every round.
 */
public final class Permutation {
  /** Even, so that the halves end with the widths they started with. */
  private static final int ROUNDS = 6;

  /** Halves of less than four bits shuffle visibly badly. */
  private static final int LEAST_BITS = 8;

  private final long size;
  private final int leftBits;
  private final int rightBits;
  private final long[] keys = new long[ROUNDS];

  /** Shuffle number {@code seed} of {@code size} places. */
  public Permutation(long size, long seed) {
    if (size < 1) {
      throw new IllegalArgumentException("shuffle of " + size + ": expected 1 or more");
    }
    int bits = Math.max(LEAST_BITS, Long.SIZE - Long.numberOfLeadingZeros(size - 1));
    this.size = size;
    this.leftBits = bits / 2;
    this.rightBits = bits - leftBits;
    for (int round = 0; round < ROUNDS; round++) {
      keys[round] = Seeds.derive(seed, round);
    }
  }

  /** What stands at {@code place}, 0 to {@code size - 1}: each number at one place. */
  public long at(long place) {
    long value = place;
    do {
      value = scramble(value);
    } while (value >= size);
    return value;
  }

  private long scramble(long value) {
    int lowBits = rightBits;
    int highBits = leftBits;
    long high = value >>> lowBits;
    long low = value & ((1L << lowBits) - 1);
    for (long key : keys) {
      long mixed = high ^ (Seeds.mix(key + low) >>> (Long.SIZE - highBits));
      high = low;
      low = mixed;
      int bits = highBits;
      highBits = lowBits;
      lowBits = bits;
    }
    return (high << lowBits) | low;
  }
}

package org.tengen.driver.examples;

import java.io.Serializable;
import org.tengen.corpus.seed.Seeds;

/**
 * A shuffle of {@code 0 .. size-1} that is computed number by number and takes no memory: a
 * balanced Feistel network (Luby and Rackoff 1988) over the next even power of two, walked until it
 * comes back into the range (Black and Rogaway 2002).
 *
 * @param size how many numbers
 * @param seed which shuffle
 */
public record Permutation(long size, long seed) implements Serializable {
  private static final int ROUNDS = 6;

  public Permutation {
    if (size < 0 || size > 1L << 62) {
      throw new IllegalArgumentException("size=" + size + ": expected 0 .. 2^62");
    }
  }

  /** Where {@code number} goes. */
  public long at(long number) {
    if (number < 0 || number >= size) {
      throw new IndexOutOfBoundsException("number " + number + " of " + size);
    }
    int half = halfBits();
    long place = number;
    do {
      place = walk(place, half);
    } while (place >= size);
    return place;
  }

  private int halfBits() {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, size - 1));
    return (bits + 1) / 2;
  }

  private long walk(long number, int half) {
    long mask = (1L << half) - 1;
    long left = number >>> half;
    long right = number & mask;
    for (int round = 0; round < ROUNDS; round++) {
      long mixed = left ^ (Seeds.derive(seed, round, right) & mask);
      left = right;
      right = mixed;
    }
    return left << half | right;
  }
}

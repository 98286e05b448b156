package org.tengen.go;

/**
 * A random 64-bit number for each stone on each point (Zobrist 1970): a position's hash is the
 * exclusive or of its stones'. The numbers come from column, row and colour alone, so a hash means
 * the same in every process.
 */
final class Zobrist {
  /** What the hash of a situation has beside its position's when White is to move. */
  static final long WHITE_TO_MOVE = mix(-1);

  private Zobrist() {}

  /** Of every place of a board's array, for Black at twice its number and for White after that. */
  static long[] of(BoardSize size) {
    long[] numbers = new long[2 * size.arrayLength()];
    for (int point : size.points()) {
      long place = size.row(point) * (long) BoardSize.MAX + size.column(point);
      numbers[2 * point] = mix(2 * place);
      numbers[2 * point + 1] = mix(2 * place + 1);
    }
    return numbers;
  }

  /** The number's own place in the sequence of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long number) {
    long z = (number + 2) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

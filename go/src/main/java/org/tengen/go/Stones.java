package org.tengen.go;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The stones on a board and what follows from them alone: chains, liberties, captures, the hash.
 * Chains and liberties are found by walking, each time anew: there is nothing here that could
 * disagree with the stones.
 */
final class Stones {
  static final byte EMPTY = 0;
  static final byte BLACK = 1;
  static final byte WHITE = 2;
  static final byte BORDER = 3;

  private final BoardSize size;
  private final long[] zobrist;
  private final byte[] at;
  private long hash;

  /** When a walk has last come by a place, and the walk's number. */
  private final int[] seen;

  private int walk;
  private final int[] found;

  Stones(BoardSize size) {
    this.size = size;
    zobrist = Zobrist.of(size);
    at = new byte[size.arrayLength()];
    Arrays.fill(at, BORDER);
    for (int point : size.points()) {
      at[point] = EMPTY;
    }
    seen = new int[at.length];
    found = new int[size.area()];
  }

  Stones(Stones other) {
    size = other.size;
    zobrist = other.zobrist;
    at = other.at.clone();
    hash = other.hash;
    seen = new int[at.length];
    found = new int[size.area()];
  }

  static byte code(Colour colour) {
    return colour == Colour.BLACK ? BLACK : WHITE;
  }

  static byte opponent(byte code) {
    return (byte) (BLACK + WHITE - code);
  }

  static @Nullable Colour colour(byte code) {
    return switch (code) {
      case BLACK -> Colour.BLACK;
      case WHITE -> Colour.WHITE;
      default -> null;
    };
  }

  byte at(int point) {
    return at[point];
  }

  long hash() {
    return hash;
  }

  /** Sets a point to a stone or to nothing, and takes no captures. */
  void put(int point, byte code) {
    toggle(point, at[point]);
    at[point] = code;
    toggle(point, code);
  }

  private void toggle(int point, byte code) {
    if (code != EMPTY) {
      hash ^= zobrist[2 * point + code - BLACK];
    }
  }

  /**
   * Puts a stone on an empty point, then takes off the opponent's chains that have no liberty, then
   * its own if that has none.
   *
   * @param taken receives the points that were taken off, from {@code offset} on; has room for all
   * @return how many were taken off; they are the mover's own exactly if {@code point} is among
   *     them, and then it is the first
   */
  int play(byte code, int point, int[] taken, int offset) {
    put(point, code);
    int end = offset;
    for (int neighbour : neighbours(point)) {
      if (at[neighbour] == opponent(code) && liberties(neighbour, 1) == 0) {
        end = takeOff(neighbour, taken, end);
      }
    }
    if (liberties(point, 1) == 0) {
      end = takeOff(point, taken, end);
    }
    return end - offset;
  }

  private int takeOff(int point, int[] taken, int offset) {
    int length = chain(point, taken, offset);
    for (int i = offset; i < offset + length; i++) {
      put(taken[i], EMPTY);
    }
    return offset + length;
  }

  /** Puts the board back as it was before {@link #play} with these arguments and result. */
  void takeBack(byte code, int point, int[] taken, int offset, int length) {
    boolean suicide = length > 0 && taken[offset] == point;
    for (int i = offset; i < offset + length; i++) {
      put(taken[i], suicide ? code : opponent(code));
    }
    put(point, EMPTY);
  }

  /** How many liberties the chain at {@code point} has, counted up to {@code enough}. */
  int liberties(int point, int enough) {
    walk++;
    int liberties = 0;
    int length = 1;
    found[0] = point;
    seen[point] = walk;
    for (int i = 0; i < length; i++) {
      for (int neighbour : neighbours(found[i])) {
        if (seen[neighbour] == walk) {
          continue;
        }
        seen[neighbour] = walk;
        if (at[neighbour] == EMPTY && ++liberties >= enough) {
          return liberties;
        }
        if (at[neighbour] == at[point]) {
          found[length++] = neighbour;
        }
      }
    }
    return liberties;
  }

  /**
   * The connected points that hold the same as {@code point}: a chain, or an empty region.
   *
   * @param into receives them from {@code offset} on, {@code point} first
   * @return how many there are
   */
  int chain(int point, int[] into, int offset) {
    walk++;
    int end = offset;
    into[end++] = point;
    seen[point] = walk;
    for (int i = offset; i < end; i++) {
      for (int neighbour : neighbours(into[i])) {
        if (at[neighbour] == at[point] && seen[neighbour] != walk) {
          seen[neighbour] = walk;
          into[end++] = neighbour;
        }
      }
    }
    return end - offset;
  }

  /** Border included. */
  int[] neighbours(int point) {
    return new int[] {point - 1, point + 1, point - size.stride(), point + size.stride()};
  }

  boolean hasEmptyNeighbour(int point) {
    int stride = size.stride();
    return at[point - 1] == EMPTY
        || at[point + 1] == EMPTY
        || at[point - stride] == EMPTY
        || at[point + stride] == EMPTY;
  }
}

package org.tengen.go.playout;

/**
 * The 3x3 shapes around an empty point at which a move is worth trying after a move next to it:
 * hane, cuts and the edge (Gelly, Wang, Munos and Teytaud 2006). Each counts for both players and
 * in all eight orientations.
 */
final class Shapes {
  /**
   * The places around the point, row by row. X and O are stones of the two colours, {@code x} is
   * all but X, {@code o} all but O, {@code .} is empty, {@code #} border and {@code ?} anything.
   */
  private static final String[] SHAPES = {
    "XOX . . ???", // hane that encloses
    "XO. . . ?.?", // hane that does not cut
    "XO? X . ?.?", // hane at a turn
    ".O. X . ...", // diagonal attachment
    "XO? O x ?x?", // cut without protection
    "XO? O X ???", // cut that was peeped at
    "?X? O O xxx", // cut between two
    "OX? x O ???", // cut of a knight's move
    "X.? O ? ###", // chase along the edge
    "OX? X O ###", // block of a cut at the edge
    "?X? o O ###", // block of a connection at the edge
    "?XO o o ###", // descent to the edge
    "?OX X O ###", // cut at the edge
  };

  /** Where the eight characters of a shape are in a code: see {@link Surroundings}. */
  private static final int[] PLACES = {4, 2, 5, 0, 1, 6, 3, 7};

  /** The place that each goes to when the board is turned by a quarter, and when it is mirrored. */
  private static final int[] TURNED = {2, 3, 1, 0, 5, 7, 4, 6};

  private static final int[] MIRRORED = {1, 0, 2, 3, 5, 4, 7, 6};

  /** A bit for each code. */
  private static final long[] KNOWN = new long[65536 / 64];

  static {
    for (String shape : SHAPES) {
      expand(shape.replace(" ", "").toCharArray(), 0, 0);
    }
  }

  private Shapes() {}

  /** Is it one of the shapes? */
  static boolean isKnown(int code) {
    return (KNOWN[code >>> 6] >>> code & 1) != 0;
  }

  /** Goes through every code that the characters from {@code next} on allow. */
  private static void expand(char[] shape, int next, int code) {
    if (next == shape.length) {
      addAll(code);
      return;
    }
    for (int colour = 0; colour < 4; colour++) {
      if (allowed(shape[next]).indexOf("0123".charAt(colour)) >= 0) {
        expand(shape, next + 1, code | colour << (2 * PLACES[next]));
      }
    }
  }

  private static String allowed(char character) {
    return switch (character) {
      case 'X' -> "1";
      case 'O' -> "2";
      case '.' -> "0";
      case '#' -> "3";
      case 'x' -> "023";
      case 'o' -> "013";
      default -> "0123";
    };
  }

  /** In every orientation, for both players. */
  private static void addAll(int code) {
    int turned = code;
    for (int quarter = 0; quarter < 4; quarter++) {
      add(turned);
      add(moved(turned, MIRRORED));
      turned = moved(turned, TURNED);
    }
  }

  private static void add(int code) {
    KNOWN[code >>> 6] |= 1L << code;
    int swapped = swapped(code);
    KNOWN[swapped >>> 6] |= 1L << swapped;
  }

  private static int moved(int code, int[] to) {
    int result = 0;
    for (int place = 0; place < 8; place++) {
      result |= (code >>> (2 * place) & 3) << (2 * to[place]);
    }
    return result;
  }

  /** 1 and 2 changed for each other; 0 and 3 stay. */
  private static int swapped(int code) {
    return (code & 0x5555) << 1 | (code & 0xAAAA) >>> 1;
  }
}

package org.tengen.go.playout;

/**
 * What the eight places around a point say about it, read from a 16-bit code.
 *
 * <p>A code has two bits for each place, in the order west, east, north, south, northwest,
 * northeast, southwest, southeast, the lowest first: 0 empty, 1 Black, 2 White, 3 border. The four
 * neighbours are its low byte and the four corners its high one, so most questions are a look into
 * a table of 256.
 */
final class Surroundings {
  /** Of the low byte: how many neighbours are empty. */
  private static final byte[] EMPTY = new byte[256];

  /** Of the low byte: the colour that has all neighbours that are not border, or 0. */
  private static final byte[] OWNER = new byte[256];

  /** Of the high byte: the sum of the colours whose single point eye the corners do not spoil. */
  private static final byte[] SOUND = new byte[256];

  static {
    for (int code = 0; code < 256; code++) {
      int[] count = new int[4];
      for (int place = 0; place < 4; place++) {
        count[(code >>> (2 * place)) & 3]++;
      }
      EMPTY[code] = (byte) count[0];
      OWNER[code] = (byte) owner(count);
      int edge = Math.min(count[3], 1);
      SOUND[code] = (byte) ((count[2] + edge < 2 ? 1 : 0) + (count[1] + edge < 2 ? 2 : 0));
    }
  }

  private Surroundings() {}

  private static int owner(int[] count) {
    if (count[0] > 0 || (count[1] > 0) == (count[2] > 0)) {
      return 0;
    }
    return count[1] > 0 ? 1 : 2;
  }

  static int emptyNeighbours(int code) {
    return EMPTY[code & 255];
  }

  /** The colour that has all neighbours that are not border, or 0. */
  static int owner(int code) {
    return OWNER[code & 255];
  }

  /**
   * Would {@code colour} rather not fill this point? All neighbours are its own, and of the corners
   * the opponent has at most one, none at the edge of the board.
   */
  static boolean isEye(int code, int colour) {
    return (OWNER[code & 255] & SOUND[code >>> 8] & colour) != 0;
  }

  /** Is there no stone, though perhaps border? */
  static boolean isLonely(int code) {
    return ((code ^ code >>> 1) & 0x5555) == 0;
  }

  /** Where it is empty: the lower of a place's two bits. */
  static int empties(int code) {
    return ~(code | code >>> 1) & 0x5555;
  }

  /** Which of the four neighbours are stones of {@code colour}: the lower of a place's two bits. */
  static int neighbours(int code, int colour) {
    int lower = colour == PlayoutBoard.BLACK ? code : code >>> 1;
    int higher = colour == PlayoutBoard.BLACK ? code >>> 1 : code;
    return lower & ~higher & 0x55;
  }

  /** The place, 0 to 7, of the lowest bit of such a mask. */
  static int first(int mask) {
    return Integer.numberOfTrailingZeros(mask) >>> 1;
  }
}

package org.tengen.go;

import java.util.Locale;

/**
 * Moves as people and programs write them.
 *
 * <p>GTP: a letter for the column from the left, without I, and the row from the bottom, {@code
 * D4}; {@code pass}. SGF: two letters, column from the left and row from the top, {@code dd}; an
 * empty text is a pass. Both formats have letters for boards up to 25x25 and more: those are
 * understood, and refused by the size of the board.
 */
public final class Coordinates {
  private static final String GTP_COLUMNS = "ABCDEFGHJKLMNOPQRSTUVWXYZ";

  private Coordinates() {}

  /** {@code D4}, or {@code pass}. */
  public static String gtp(BoardSize size, int move) {
    if (move == BoardSize.PASS) {
      return "pass";
    }
    return GTP_COLUMNS.charAt(size.column(move)) + Integer.toString(size.rows() - size.row(move));
  }

  /**
   * Reads {@code D4} or {@code pass}, in upper or lower case.
   *
   * @throws GoException if it is neither, or outside the board
   */
  public static int parseGtp(BoardSize size, String text) {
    String move = text.toUpperCase(Locale.ROOT);
    if (move.equals("PASS")) {
      return BoardSize.PASS;
    }
    int column = move.isEmpty() ? -1 : GTP_COLUMNS.indexOf(move.charAt(0));
    if (column < 0 || !move.substring(1).matches("[1-9][0-9]?")) {
      throw new GoException("move=" + text + ": expected a point such as D4 (no I), or pass");
    }
    return inside(size, text, column, size.rows() - Integer.parseInt(move.substring(1)));
  }

  /** {@code dd}, or an empty text for a pass. */
  public static String sgf(BoardSize size, int move) {
    if (move == BoardSize.PASS) {
      return "";
    }
    return "" + (char) ('a' + size.column(move)) + (char) ('a' + size.row(move));
  }

  /**
   * Reads {@code dd}. An empty text is a pass, and so is {@code tt}, as version 3 of SGF wrote it
   * on boards up to 19x19.
   *
   * @throws GoException if it is neither, or outside the board
   */
  public static int parseSgf(BoardSize size, String text) {
    if (text.isEmpty() || text.equals("tt")) {
      return BoardSize.PASS;
    }
    if (!text.matches("[a-zA-Z]{2}")) {
      throw new GoException("point=" + text + ": expected two letters such as dd, or none");
    }
    return inside(size, text, sgfLetter(text.charAt(0)), sgfLetter(text.charAt(1)));
  }

  /** Capital letters come after the small ones. */
  private static int sgfLetter(char letter) {
    return letter >= 'a' ? letter - 'a' : letter - 'A' + 26;
  }

  private static int inside(BoardSize size, String text, int column, int row) {
    if (column >= size.columns() || row < 0 || row >= size.rows()) {
      throw new GoException("point=" + text + ": outside the board of " + size);
    }
    return size.point(column, row);
  }
}

package org.tengen.go;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a finished game comes to.
 *
 * @param black Black's points
 * @param white White's points, with komi and what handicap stones are worth
 */
public record Score(double black, double white) {
  /** Black's points less White's. */
  public double margin() {
    return black - white;
  }

  /** Who has more, or null if it is a draw. */
  public @Nullable Colour winner() {
    if (black == white) {
      return null;
    }
    return black > white ? Colour.BLACK : Colour.WHITE;
  }

  /** As SGF and GTP write it: {@code B+3}, {@code W+2.5}, or {@code 0}. */
  @Override
  public String toString() {
    Colour winner = winner();
    if (winner == null) {
      return "0";
    }
    double by = Math.abs(margin());
    return winner.letter()
        + "+"
        + (by == Math.rint(by) ? Long.toString((long) by) : String.format(Locale.ROOT, "%s", by));
  }
}

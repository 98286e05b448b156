package org.tengen.go.sgf;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tengen.go.Colour;
import org.tengen.go.Score;

/**
 * How a game ended, as the property RE has it.
 *
 * @param winner null where nobody won, or it is not known who did
 * @param end how
 * @param margin points of a win by {@link End#SCORE}; otherwise 0
 */
public record GameResult(@Nullable Colour winner, End end, double margin) {
  /** How a game ends. */
  public enum End {
    /** Counted, and not equal. */
    SCORE(""),
    /** The loser gave up. */
    RESIGNATION("R"),
    /** The loser had no time left. */
    TIME("T"),
    /** The loser broke off, or played what is not allowed. */
    FORFEIT("F"),
    /** Won, and the record does not say how. */
    UNSTATED(""),
    /** Counted, and equal. */
    DRAW("0"),
    /** Without a result. */
    VOID("Void"),
    /** Not known: no record of it, or in words that are not understood. */
    UNKNOWN("?");

    private final String word;

    End(String word) {
      this.word = word;
    }
  }

  /** What a record without a result has. */
  public static final GameResult UNKNOWN = new GameResult(null, End.UNKNOWN, 0);

  private static final Pattern WIN = Pattern.compile("([bw])\\+(.*)");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}([.,]\\d{0,4})?");

  /** Of a game that was counted. */
  public static GameResult of(Score score) {
    Colour winner = score.winner();
    return winner == null
        ? new GameResult(null, End.DRAW, 0)
        : new GameResult(winner, End.SCORE, Math.abs(score.margin()));
  }

  /** Of a game that this player won in another way. */
  public static GameResult won(Colour winner, End end) {
    return new GameResult(winner, end, 0);
  }

  /** Reads what RE says; {@link #UNKNOWN} for words that are not understood. */
  public static GameResult parse(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s*\\+\\s*", "+");
    Matcher win = WIN.matcher(plain);
    if (win.matches()) {
      return win(win.group(1).equals("b") ? Colour.BLACK : Colour.WHITE, win.group(2));
    }
    return switch (plain) {
      case "0", "draw", "jigo" -> new GameResult(null, End.DRAW, 0);
      case "void" -> new GameResult(null, End.VOID, 0);
      default -> UNKNOWN;
    };
  }

  private static GameResult win(Colour winner, String how) {
    if (NUMBER.matcher(how).matches()) {
      double margin = Double.parseDouble(how.replace(',', '.'));
      return new GameResult(winner, margin == 0 ? End.UNSTATED : End.SCORE, margin);
    }
    End end =
        switch (how) {
          case "r", "resign", "resignation" -> End.RESIGNATION;
          case "t", "time" -> End.TIME;
          case "f", "forfeit" -> End.FORFEIT;
          default -> End.UNSTATED;
        };
    return new GameResult(winner, end, 0);
  }

  /** As RE has it: {@code B+3.5}, {@code W+R}, {@code 0}, {@code Void}, {@code ?}. */
  @Override
  public String toString() {
    if (winner == null) {
      return end.word;
    }
    if (end == End.SCORE) {
      boolean black = winner == Colour.BLACK;
      return new Score(black ? margin : 0, black ? 0 : margin).toString();
    }
    return winner.letter() + "+" + end.word;
  }
}

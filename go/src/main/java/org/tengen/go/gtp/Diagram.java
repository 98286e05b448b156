package org.tengen.go.gtp;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Game;
import org.tengen.go.Handicap;

/** A board in letters: X is Black, O is White, the last move in brackets. */
final class Diagram {
  private static final String COLUMNS = "ABCDEFGHJKLMNOPQRST";

  private Diagram() {}

  static String of(Game game) {
    BoardSize size = game.size();
    int most = Handicap.most(size);
    Set<Integer> stars =
        most == 0
            ? Set.of()
            : Arrays.stream(Handicap.fixed(size, most)).boxed().collect(Collectors.toSet());
    int last = game.moves() == 0 ? BoardSize.PASS : game.move(game.moves() - 1);
    StringBuilder text = new StringBuilder("\n").append(letters(size));
    for (int row = 0; row < size.rows(); row++) {
      String number = "%2d".formatted(size.rows() - row);
      text.append(number);
      for (int column = 0; column < size.columns(); column++) {
        int point = size.point(column, row);
        text.append(
            column > 0 && size.point(column - 1, row) == last ? ')' : point == last ? '(' : ' ');
        text.append(letter(game, point, stars));
      }
      text.append(size.point(size.columns() - 1, row) == last ? ')' : ' ')
          .append(number)
          .append('\n');
    }
    return text.append(letters(size)).append(foot(game)).toString();
  }

  private static String letters(BoardSize size) {
    return COLUMNS
        .substring(0, size.columns())
        .chars()
        .mapToObj(c -> " " + (char) c)
        .collect(Collectors.joining("", "  ", "\n"));
  }

  private static char letter(Game game, int point, Set<Integer> stars) {
    Colour colour = game.at(point);
    if (colour != null) {
      return colour == Colour.BLACK ? 'X' : 'O';
    }
    return stars.contains(point) ? '+' : '.';
  }

  private static String foot(Game game) {
    return "%s to move, %d moves, komi %s; prisoners: Black has %d, White has %d"
        .formatted(
            game.toMove() == Colour.BLACK ? "Black (X)" : "White (O)",
            game.moves(),
            game.rules().komi(),
            game.prisoners(Colour.BLACK),
            game.prisoners(Colour.WHITE));
  }
}

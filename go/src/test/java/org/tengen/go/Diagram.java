package org.tengen.go;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Boards as people draw them: {@code X} is Black, {@code O} White, a dot empty. */
public final class Diagram {
  private Diagram() {}

  /** A game that begins with these rows, Black to move; blanks between points do not matter. */
  public static Game game(Rules rules, String rows) {
    String[] lines = rows.strip().split("\\s*\n\\s*", -1);
    BoardSize size = new BoardSize(points(lines[0]).length(), lines.length);
    Game game = new Game(size, rules);
    game.setUp(find(size, lines, 'X'), find(size, lines, 'O'), new int[0]);
    return game;
  }

  private static int[] find(BoardSize size, String[] lines, char stone) {
    return Arrays.stream(size.points())
        .filter(p -> points(lines[size.row(p)]).charAt(size.column(p)) == stone)
        .toArray();
  }

  private static String points(String line) {
    return line.replaceAll("\\s", "");
  }

  /** The rows of a game's board, without blanks. */
  public static String of(Game game) {
    BoardSize size = game.size();
    return IntStream.range(0, size.rows())
        .mapToObj(
            row ->
                IntStream.range(0, size.columns())
                    .mapToObj(column -> symbol(game.at(size.point(column, row))))
                    .collect(Collectors.joining()))
        .collect(Collectors.joining("\n"));
  }

  private static String symbol(@Nullable Colour colour) {
    if (colour == null) {
      return ".";
    }
    return colour == Colour.BLACK ? "X" : "O";
  }

  /** Plays moves written as GTP does, one after the other. */
  public static void play(Game game, String... moves) {
    for (String move : moves) {
      game.play(Coordinates.parseGtp(game.size(), move));
    }
  }

  /** The point that GTP calls this. */
  public static int point(Game game, String gtp) {
    return Coordinates.parseGtp(game.size(), gtp);
  }
}

package org.tengen.go.playout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Coordinates;
import org.tengen.go.Game;
import org.tengen.go.KoRule;
import org.tengen.go.Rules;

/** The game's board and the playouts' are written differently, and say the same. */
@Tag("simulation")
class BoardsAgreeTest {
  private static final Rules RULES =
      Rules.TROMP_TAYLOR.withKo(KoRule.SIMPLE).withSuicide(false).withKomi(0);
  private static final long GAMES = 360;

  /** {@code -Dtengen.go.games=100000} plays more. */
  @Test
  void onEveryPositionOfRandomGamesOnBoardsOfEverySize() {
    long games = Long.getLong("tengen.go.games", GAMES);
    for (int seed = 0; seed < games; seed++) {
      // 360 sizes from 1x2 to 19x19
      int number = seed % 360 + 1;
      BoardSize size = new BoardSize(number % 19 + 1, number / 19 + 1);
      new Match(size, seed).play();
    }
  }

  /** One game on both boards. */
  private static final class Match {
    private final BoardSize size;
    private final int seed;
    private final Random random;
    private final Game game;
    private final PlayoutBoard board;
    private final AreaCount area;

    Match(BoardSize size, int seed) {
      this.size = size;
      this.seed = seed;
      random = new Random(seed);
      game = new Game(size, RULES);
      board = new PlayoutBoard(size);
      area = new AreaCount(size);
    }

    void play() {
      for (int i = 0; i < 3 * size.area() - 2 && !game.isOver(); i++) {
        int colour = code(game.toMove());
        compare(colour);
        int move = choose(colour);
        game.play(move);
        board.play(move, colour);
      }
      compare(code(game.toMove()));
      PlayoutBoard again = new PlayoutBoard(size);
      again.set(game);
      assertThat(again.ko()).as(name()).isEqualTo(board.ko());
      assertThat(area.margin(again)).as(name()).isEqualTo((int) game.score().margin());
    }

    /** Mostly no eyes, so that games are long and have captures of many stones. */
    private int choose(int colour) {
      int move = board.randomMove(colour, new Dice(random.nextLong()));
      return random.nextInt(50) == 0 ? BoardSize.PASS : move;
    }

    private void compare(int colour) {
      assertThat(board.ko()).as(name()).isEqualTo(game.koPoint());
      for (int point : size.points()) {
        Colour stone = game.at(point);
        if (board.at(point) != (stone == null ? 0 : code(stone))
            || board.isLegal(point, colour) != game.isLegal(point)
            || (stone != null && board.chain(point) == point && !hasSameLiberties(point))) {
          throw new AssertionError(name() + " differs at " + Coordinates.gtp(size, point));
        }
      }
    }

    private boolean hasSameLiberties(int point) {
      Set<Integer> liberties = new HashSet<>();
      Set<Integer> chain = new HashSet<>();
      walk(point, chain, liberties);
      if (chain.stream().anyMatch(stone -> board.chain(stone) != point)) {
        return false;
      }
      if (Tactics.isInAtari(board, point) != (liberties.size() == 1)) {
        return false;
      }
      return liberties.size() > 1 || liberties.contains(Tactics.lastLiberty(board, point));
    }

    private void walk(int point, Set<Integer> chain, Set<Integer> liberties) {
      if (!chain.add(point)) {
        return;
      }
      int stride = size.stride();
      for (int neighbour : new int[] {point - 1, point + 1, point - stride, point + stride}) {
        if (size.contains(neighbour)) {
          Colour there = game.at(neighbour);
          if (there == null) {
            liberties.add(neighbour);
          } else if (there == game.at(point)) {
            walk(neighbour, chain, liberties);
          }
        }
      }
    }

    private String name() {
      return "seed " + seed + ", " + size + ", move " + game.moves();
    }

    private static int code(Colour colour) {
      return colour == Colour.BLACK ? PlayoutBoard.BLACK : PlayoutBoard.WHITE;
    }
  }
}

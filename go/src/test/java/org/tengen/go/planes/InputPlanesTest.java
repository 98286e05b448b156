package org.tengen.go.planes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tengen.go.BoardSize;
import org.tengen.go.Diagram;
import org.tengen.go.Game;
import org.tengen.go.GoException;
import org.tengen.go.Rules;

class InputPlanesTest {
  private static final Rules RULES = Rules.TROMP_TAYLOR;

  @Test
  void hasTwoPlanesForEachPositionAndOneForWhoIsToMove() {
    InputPlanes input = new InputPlanes(new BoardSize(9, 5), InputPlanes.DEFAULT_HISTORY);

    assertThat(input.planes()).isEqualTo(17);
    assertThat(input.floats()).isEqualTo(17 * 45);
    assertThat(input.moves()).isEqualTo(46);
  }

  @Test
  void showsWhoIsToMoveFirstAndThenTheOpponent() {
    Game game = new Game(new BoardSize(3, 2), RULES);
    Diagram.play(game, "A2", "C1", "B2");

    assertThat(written(game, 1))
        .containsExactly(
            // White's, who is to move
            0,
            0,
            0,
            0,
            0,
            1,
            // Black's
            1,
            1,
            0,
            0,
            0,
            0,
            // White is to move
            0,
            0,
            0,
            0,
            0,
            0);
  }

  @Test
  void showsThePresentFirstAndNothingBeforeTheBeginning() {
    Game game = new Game(new BoardSize(2, 2), RULES);
    Diagram.play(game, "A2", "B1");

    assertThat(written(game, 4))
        .containsExactly(
            // Black's and White's now, before White's move, before Black's, before the beginning
            1,
            0,
            0,
            0,
            0,
            0,
            0,
            1,
            1,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            // Black is to move
            1,
            1,
            1,
            1);
  }

  @Test
  void bringsBackWhatWasTaken() {
    Game game = Diagram.game(RULES, ". X O .");
    Diagram.play(game, "D1", "pass");

    assertThat(written(game, 3))
        .containsExactly(
            // Black's and White's now, before the pass, before White's stone was taken
            0,
            1,
            0,
            1,
            0,
            0,
            0,
            0,
            0,
            1,
            0,
            1,
            0,
            0,
            0,
            0,
            0,
            1,
            0,
            0,
            0,
            0,
            1,
            0,
            // Black is to move
            1,
            1,
            1,
            1);
  }

  @Test
  void bringsBackASuicidesStones() {
    Game game = Diagram.game(RULES, "X . O .");
    Diagram.play(game, "B1");

    assertThat(Diagram.of(game)).isEqualTo("..O.");
    assertThat(written(game, 2))
        .containsExactly(
            // White's and Black's now, and before the suicide
            0,
            0,
            1,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            1,
            0,
            1,
            0,
            0,
            0,
            // White is to move
            0,
            0,
            0,
            0);
  }

  @Test
  void showsWhatTheGameWouldShowIfItWereTakenBack() {
    for (int seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      Game game = randomGame(new BoardSize(2 + seed % 4, 3), 40, random);
      InputPlanes one = new InputPlanes(game.size(), 1);
      float[] all = written(game, 6);
      float[] before = new float[one.floats()];
      int area = game.size().area();
      for (int back = 0; back < 6; back++) {
        Game seen = game.copy();
        for (int i = 0; i < back; i++) {
          seen.undo();
        }
        seen.setToMove(game.toMove());
        one.write(seen, before, 0);
        float[] expected =
            back > game.moves() ? new float[2 * area] : Arrays.copyOf(before, 2 * area);
        assertThat(Arrays.copyOfRange(all, 2 * area * back, 2 * area * (back + 1)))
            .as("seed %d, %d back", seed, back)
            .containsExactly(expected);
      }
    }
  }

  @Test
  void writesOverWhatWasThereAndNothingElse() {
    Game game = new Game(new BoardSize(3, 2), RULES);
    InputPlanes input = new InputPlanes(game.size(), 2);
    float[] floats = new float[input.floats() + 2];
    Arrays.fill(floats, 7);
    input.write(game, floats, 1);

    assertThat(floats[0]).isEqualTo(7);
    assertThat(floats[floats.length - 1]).isEqualTo(7);
    assertThat(Arrays.copyOfRange(floats, 1, floats.length - 1)).doesNotContain(7);
  }

  @Test
  void turnsAsTheSymmetrySays() {
    Random random = new Random(1);
    for (BoardSize size : new BoardSize[] {BoardSize.square(4), new BoardSize(3, 5)}) {
      Game game = randomGame(size, 30, random);
      InputPlanes input = new InputPlanes(size, 8);
      float[] plain = written(game, 8);
      for (Symmetry symmetry : Symmetry.all(size)) {
        float[] turned = new float[input.floats()];
        float[] expected = new float[input.floats()];
        input.write(game, symmetry, turned, 0);
        symmetry.planes(input.planes(), plain, 0, expected, 0);
        assertThat(turned).containsExactly(expected);
      }
    }
  }

  @Test
  void aPolicysLastPlaceIsThePass() {
    InputPlanes input = new InputPlanes(new BoardSize(3, 2), 1);
    for (int place = 0; place < input.moves(); place++) {
      assertThat(input.placeOf(input.moveAt(place))).isEqualTo(place);
    }
    assertThat(input.moveAt(6)).isEqualTo(BoardSize.PASS);
    assertThat(input.moveAt(3)).isEqualTo(input.size().point(0, 1));
  }

  @Test
  void refusesToShowNothing() {
    assertThatThrownBy(() -> new InputPlanes(BoardSize.square(9), 0))
        .isInstanceOf(GoException.class)
        .hasMessage("history=0: expected 1 position or more, e.g. 8");
  }

  static Game randomGame(BoardSize size, int moves, Random random) {
    Game game = new Game(size, RULES);
    int[] points = size.points();
    for (int i = 0; i < moves; i++) {
      int point = points[random.nextInt(points.length)];
      game.play(game.isLegal(point) ? point : BoardSize.PASS);
    }
    return game;
  }

  private static float[] written(Game game, int history) {
    InputPlanes input = new InputPlanes(game.size(), history);
    float[] planes = new float[input.floats()];
    input.write(game, planes, 0);
    return planes;
  }
}

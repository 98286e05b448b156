package org.tengen.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GameTest {
  private static final Rules RULES = Rules.TROMP_TAYLOR;

  @Test
  void takesAChainThatHasLostItsLastLiberty() {
    Game game =
        Diagram.game(
            RULES,
            """
            . X O .
            X O . O
            . X O .
            . . . .
            """);

    Diagram.play(game, "C3");

    assertThat(Diagram.of(game)).isEqualTo(".XO.\nX.XO\n.XO.\n....");
    assertThat(game.prisoners(Colour.BLACK)).isEqualTo(1);
    assertThat(game.prisoners(Colour.WHITE)).isZero();
  }

  @Test
  void takesBeforeItLooksAtItsOwnLiberties() {
    Game game =
        Diagram.game(
            RULES,
            """
            . O X
            O O X
            X X X
            . . .
            """);

    Diagram.play(game, "A4");

    assertThat(Diagram.of(game)).isEqualTo("X.X\n..X\nXXX\n...");
    assertThat(game.prisoners(Colour.BLACK)).isEqualTo(3);
  }

  @Test
  void takesItsOwnStonesOffWhereSuicideIsAllowed() {
    Game game =
        Diagram.game(
            RULES,
            """
            . X O
            X O O
            O O .
            """);

    Diagram.play(game, "A3");

    assertThat(Diagram.of(game)).isEqualTo("..O\n.OO\nOO.");
    assertThat(game.prisoners(Colour.WHITE)).isEqualTo(3);
    assertThat(game.undo()).isTrue();
    assertThat(Diagram.of(game)).isEqualTo(".XO\nXOO\nOO.");
    assertThat(game.prisoners(Colour.WHITE)).isZero();
  }

  @Test
  void refusesSuicideWhereItIsNot() {
    Game game =
        Diagram.game(
            RULES.withSuicide(false),
            """
            . X O
            X O O
            O O .
            """);

    assertThat(game.legality(Colour.BLACK, Diagram.point(game, "A3"))).isEqualTo(Legality.SUICIDE);
    assertThatThrownBy(() -> Diagram.play(game, "A3"))
        .isInstanceOf(GoException.class)
        .hasMessage("move 1, BLACK A3: it would take its own stones");
    assertThat(Diagram.of(game)).isEqualTo(".XO\nXOO\nOO.");
  }

  @Test
  void refusesOccupiedPointsAndPointsOutside() {
    Game game = new Game(BoardSize.square(5), RULES);
    Diagram.play(game, "C3");

    assertThat(game.legality(Colour.WHITE, Diagram.point(game, "C3"))).isEqualTo(Legality.OCCUPIED);
    assertThat(game.legality(Colour.WHITE, 6)).isEqualTo(Legality.OUTSIDE);
    assertThat(game.legality(Colour.WHITE, -3)).isEqualTo(Legality.OUTSIDE);
    assertThat(game.legality(Colour.WHITE, 1000)).isEqualTo(Legality.OUTSIDE);
    assertThatThrownBy(() -> game.play(1000))
        .hasMessage("move 2, WHITE 1000: not a point of the board");
  }

  @Test
  void isOverAfterTwoPassesAndGoesOnAllTheSame() {
    Game game = new Game(BoardSize.square(5), RULES);
    Diagram.play(game, "C3", "pass", "D3", "pass");
    assertThat(game.isOver()).isFalse();

    Diagram.play(game, "pass");
    assertThat(game.isOver()).isTrue();

    Diagram.play(game, "B2");
    assertThat(game.isOver()).isFalse();
    assertThat(game.moves()).isEqualTo(6);
    assertThat(game.mover(5)).isEqualTo(Colour.WHITE);
    assertThat(Coordinates.gtp(game.size(), game.move(5))).isEqualTo("B2");
  }

  @Test
  void playsForWhomeverItIsTold() {
    Game game = new Game(BoardSize.square(5), RULES);

    game.play(Colour.WHITE, Diagram.point(game, "C3"));
    assertThat(game.toMove()).isEqualTo(Colour.BLACK);
    game.play(Colour.WHITE, Diagram.point(game, "C4"));
    game.undo();
    assertThat(game.toMove()).isEqualTo(Colour.BLACK);
    game.undo();
    assertThat(game.toMove()).isEqualTo(Colour.BLACK);
    assertThat(game.undo()).isFalse();
  }

  @Test
  void hashesThePositionWhateverTheOrderOfMoves() {
    Game one = new Game(BoardSize.square(9), RULES);
    Game other = new Game(BoardSize.square(9), RULES);
    Diagram.play(one, "C3", "D4", "E5", "pass");
    Diagram.play(other, "E5", "D4", "C3");

    assertThat(one.hash()).isEqualTo(other.hash()).isNotZero();
    assertThat(one.situationHash()).isNotEqualTo(other.situationHash());
    Diagram.play(other, "pass");
    assertThat(one.situationHash()).isEqualTo(other.situationHash());
  }

  @ParameterizedTest
  @EnumSource
  void undoesEveryMoveOfRandomGames(KoRule ko) {
    for (int seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      BoardSize size = new BoardSize(2 + random.nextInt(5), 2 + random.nextInt(5));
      Game game = new Game(size, RULES.withKo(ko).withSuicide(seed % 2 == 0));
      List<String> seen = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        seen.add(state(game));
        game.play(randomMove(game, random));
      }
      for (int i = seen.size() - 1; i >= 0; i--) {
        game.undo();
        assertThat(state(game)).as("seed %d, move %d", seed, i).isEqualTo(seen.get(i));
      }
    }
  }

  private static int randomMove(Game game, Random random) {
    int[] legal = game.size().points();
    legal = Arrays.stream(legal).filter(game::isLegal).toArray();
    return legal.length == 0 ? BoardSize.PASS : legal[random.nextInt(legal.length)];
  }

  private static String state(Game game) {
    StringBuilder state = new StringBuilder(Diagram.of(game));
    state.append(game.toMove()).append(game.hash()).append(game.prisoners(Colour.BLACK));
    state.append(' ').append(game.prisoners(Colour.WHITE)).append(' ').append(game.koPoint());
    for (int point : game.size().points()) {
      state.append(game.legality(game.toMove(), point));
    }
    return state.toString();
  }

  @Test
  void goesOnAloneAsACopy() {
    Game game = new Game(BoardSize.square(5), RULES);
    Diagram.play(game, "C3");
    Game copy = game.copy();
    Diagram.play(copy, "D3", "D4");

    assertThat(game.moves()).isEqualTo(1);
    assertThat(Diagram.of(game)).isEqualTo(".....\n.....\n..X..\n.....\n.....");
    assertThat(copy.moves()).isEqualTo(3);
    Diagram.play(game, "B2");
    assertThat(Diagram.of(copy)).isEqualTo(".....\n...X.\n..XO.\n.....\n.....");
  }

  @Test
  void beginsAnewWithWhatIsSetUp() {
    Game game = new Game(BoardSize.square(3), RULES);
    Diagram.play(game, "A1", "B1");

    game.setUp(
        new int[] {Diagram.point(game, "C3")}, new int[0], new int[] {Diagram.point(game, "B1")});

    assertThat(Diagram.of(game)).isEqualTo("..X\n...\nX..");
    assertThat(game.moves()).isZero();
    assertThat(game.toMove()).isEqualTo(Colour.BLACK);
  }

  @Test
  void setsUpNoStoneWithoutLiberties() {
    Game game = new Game(BoardSize.square(3), RULES);
    int[] white = {Diagram.point(game, "A2"), Diagram.point(game, "B1")};

    assertThatThrownBy(() -> game.setUp(new int[] {Diagram.point(game, "A1")}, white, new int[0]))
        .isInstanceOf(GoException.class)
        .hasMessage("setup: the stone at A1 would have no liberty");
    assertThat(Diagram.of(game)).isEqualTo("...\n...\n...");
  }

  @Test
  void saysWhatEachMoveTookAndWhatTheBoardWasBefore() {
    Game game = Diagram.game(RULES, "X . O .");
    long beginning = game.hash();
    Diagram.play(game, "B1", "B1", "pass", "A1");

    assertThat(game.taken(0)).containsExactly(Diagram.point(game, "B1"), Diagram.point(game, "A1"));
    assertThat(game.taken(1)).isEmpty();
    assertThat(game.hashBefore(0)).isEqualTo(beginning);
    assertThat(game.hashBefore(2)).isEqualTo(game.hashBefore(3));
    assertThat(game.hashBefore(4)).isEqualTo(game.hash());
    game.taken(0)[0] = 0;
    assertThat(game.taken(0)[0]).isEqualTo(Diagram.point(game, "B1"));
  }
}

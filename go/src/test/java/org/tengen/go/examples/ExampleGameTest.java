package org.tengen.go.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Game;
import org.tengen.go.planes.Symmetry;
import org.tengen.go.sgf.SgfReader;

class ExampleGameTest {
  private static final BoardSize THREE = BoardSize.square(3);

  private static ExampleGame game(String sgf) throws UnusableGameException {
    return game(sgf, THREE);
  }

  private static ExampleGame game(String sgf, BoardSize size) throws UnusableGameException {
    byte[] bytes = sgf.getBytes(StandardCharsets.UTF_8);
    return ExampleGame.of(new SgfReader().read(bytes, "a.sgf").get(0), size);
  }

  @Test
  void hasTheMovesWhoPlayedThemAndWhatBecameOfThem() throws Exception {
    ExampleGame game = game("(;SZ[3]RE[W+R];B[bb];W[ca];B[];W[ac])");

    assertThat(game.positions()).isEqualTo(4);
    assertThat(game.turns()).containsExactly(2 * 4, 2 * 2 + 1, 2 * 9, 2 * 6 + 1);
    assertThat(game.place(2)).isEqualTo(9);
    assertThat(game.mover(3)).isEqualTo(Colour.WHITE);
    assertThat(List.of(game.value(0), game.value(1))).containsExactly(-1, 1);
  }

  @Test
  void aDrawIsWorthNothingToBoth() throws Exception {
    ExampleGame game = game("(;SZ[3]RE[0];B[bb];W[ca])");

    assertThat(List.of(game.value(0), game.value(1))).containsExactly(0, 0);
  }

  @Test
  void thePositionBeforeATurnHasTheMovesBeforeItAndWhoIsToMove() throws Exception {
    ExampleGame game = game("(;SZ[3]RE[B+R];B[bb];B[ca];W[ac])");

    Game before = game.before(1);
    assertThat(before.moves()).isEqualTo(1);
    assertThat(before.at(THREE.point(1, 1))).isEqualTo(Colour.BLACK);
    assertThat(before.at(THREE.point(2, 0))).isNull();
    assertThat(before.toMove()).isEqualTo(Colour.BLACK);
    assertThat(game.before(2).toMove()).isEqualTo(Colour.WHITE);
  }

  @Test
  void becomesNumbersAndComesBack() throws Exception {
    ExampleGame game = game("(;SZ[3]RE[W+R];B[bb];W[])");

    int[] numbers = game.toNumbers();
    assertThat(numbers).containsExactly(1, 3 + 8, 3 + 19);
    assertThat(ExampleGame.numbers(THREE)).isEqualTo(23);
    ExampleGame back = ExampleGame.ofNumbers(THREE, numbers);
    assertThat(back.turns()).containsExactly(game.turns());
    assertThat(back.outcome()).isEqualTo(Outcome.WHITE_WON);
  }

  @ParameterizedTest
  @CsvSource({
    "(;SZ[3]RE[B+1];B[ab];W[ca];B[]), true",
    "(;SZ[3]RE[W+1];B[ba];W[ac];B[]), true",
    "(;SZ[3]RE[W+1];B[cb];W[aa];B[]), true",
    "(;SZ[3]RE[B+1];B[ab];W[ca]), false",
    "(;SZ[3]RE[B+1];B[ab];W[aa];B[]), false",
    "(;SZ[3]RE[B+1];W[ab];B[ca];W[]), false"
  })
  void gamesThatAreTurnedOrMirroredShareAKeyAndOthersDoNot(String sgf, boolean shared)
      throws Exception {
    List<Symmetry> all = Symmetry.all(THREE);
    long key = game("(;SZ[3]RE[B+1];B[ab];W[ca];B[])").key(all);

    assertThat(key).isPositive();
    assertThat(game(sgf).key(all) == key).isEqualTo(shared);
  }

  static Stream<Arguments> unusable() {
    return Stream.of(
        arguments("(;SZ[5]RE[B+1];B[bb])", Unusable.OTHER_BOARD, "5x5; expected 3x3"),
        arguments("(;GM[2]SZ[3]RE[B+1];B[bb])", Unusable.OTHER_BOARD, "another game"),
        arguments("(;SZ[3];B[bb])", Unusable.NO_RESULT, "RE[] names neither"),
        arguments("(;SZ[3]RE[Void];B[bb])", Unusable.NO_RESULT, "RE[Void] names neither"),
        arguments("(;SZ[3]RE[B+1]AB[aa];W[bb])", Unusable.SET_UP, "AB sets stones up"),
        arguments("(;SZ[3]RE[B+1];B[bb];W[bb])", Unusable.ILLEGAL_MOVE, "move 2"),
        arguments("(;SZ[3]RE[B+1];B[zz])", Unusable.ILLEGAL_MOVE, "B[zz]"),
        arguments("(;SZ[3]RE[B+1])", Unusable.NO_MOVE, "no move"));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void saysWhyNothingIsLearnedFromARecord(String sgf, Unusable reason, String words) {
    assertThatThrownBy(() -> game(sgf))
        .isInstanceOfSatisfying(
            UnusableGameException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageStartingWith("a.sgf: line 1, byte ")
        .hasMessageContaining(words);
  }

  @Test
  void takesAMoveThatSuperkoForbids() throws Exception {
    // White takes, both pass, and Black takes back: the position after the first move again
    ExampleGame game = game("(;SZ[2:1]RE[B+1];B[aa];W[ba];B[];W[];B[aa])", new BoardSize(2, 1));

    assertThat(game.positions()).isEqualTo(5);
  }
}

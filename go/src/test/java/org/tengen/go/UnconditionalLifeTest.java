package org.tengen.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class UnconditionalLifeTest {
  @Test
  void twoEyesLive() {
    assertThat(
            owners(
                """
                . X . X O
                X X X X O
                O O O O O
                . . . . .
                """))
        .isEqualTo("BBBB.\nBBBB.\n.....\n.....");
  }

  @Test
  void oneEyeDoesNot() {
    assertThat(
            owners(
                """
                . X X X O
                X X X X O
                O O O O O
                . . . . .
                """))
        .isEqualTo(".....\n.....\n.....\n.....");
  }

  @Test
  void chainsLiveTogetherByTheEyesBetweenThem() {
    assertThat(
            owners(
                """
                . X O . .
                X . X O .
                X X . X O
                O X X X O
                . O O O .
                """))
        .isEqualTo("BB...\nBBB..\nBBBB.\n.BBB.\n.....");
  }

  @Test
  void stonesInALivingGroupsEyeAreDead() {
    Game game =
        Diagram.game(
            Rules.TROMP_TAYLOR.withKomi(0),
            """
            . O X . X
            X X X X X
            . . . . .
            O . O . .
            """);
    UnconditionalLife life = UnconditionalLife.of(game);

    assertThat(Arrays.stream(life.deadStones()).mapToObj(p -> Coordinates.gtp(game.size(), p)))
        .containsExactly("B4");
    assertThat(life.isAlive(Diagram.point(game, "C4"))).isTrue();
    assertThat(life.isAlive(Diagram.point(game, "B4"))).isFalse();
    assertThat(life.isAlive(Diagram.point(game, "A1"))).isFalse();
    assertThat(life.owner(Diagram.point(game, "B4"))).isEqualTo(Colour.BLACK);
    assertThat(game.score(life.deadStones())).isEqualTo(new Score(10, 2));
  }

  @Test
  void anEyeWhoseStonesCouldKillThemselvesIsVitalOnlyWhereTheyMayNot() {
    // White's stone at A5 touches no black one: after a suicide of the three, A5 could be an eye
    String position =
        """
        O O . X . X
        O X X X X X
        . X . . . .
        X X . O . .
        . . . . . .
        """;
    Game free = Diagram.game(Rules.TROMP_TAYLOR, position);
    Game strict = Diagram.game(Rules.TROMP_TAYLOR.withSuicide(false), position);
    int stone = Diagram.point(free, "D5");

    assertThat(UnconditionalLife.of(strict).isAlive(stone)).isTrue();
    assertThat(UnconditionalLife.of(free).isAlive(stone)).isFalse();
  }

  private static String owners(String position) {
    Game game = Diagram.game(Rules.TROMP_TAYLOR, position);
    UnconditionalLife life = UnconditionalLife.of(game);
    BoardSize size = game.size();
    return Arrays.stream(size.points())
        .mapToObj(p -> symbol(life, p) + (size.column(p) == size.columns() - 1 ? "\n" : ""))
        .collect(Collectors.joining())
        .strip();
  }

  private static String symbol(UnconditionalLife life, int point) {
    Colour owner = life.owner(point);
    return owner == null ? "." : String.valueOf(owner.letter());
  }
}

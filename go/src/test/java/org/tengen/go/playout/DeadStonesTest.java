package org.tengen.go.playout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.go.Coordinates;
import org.tengen.go.Diagram;
import org.tengen.go.Game;
import org.tengen.go.Rules;
import org.tengen.go.Score;

class DeadStonesTest {
  @Test
  void findsStonesThatMostPlayoutsTakeOff() {
    Game game =
        Diagram.game(
            Rules.TROMP_TAYLOR.withKomi(0),
            """
            . X . X O . . . .
            X X X X O . X O .
            . X . X O O O . O
            X . X X O . O O .
            X X X O O O O O O
            . X X O . O . O .
            X X . X O O O O O
            . O X X O O . O .
            . . X X X O O O O
            """);

    assertThat(names(game)).containsExactly("G8", "B2");
    Score score = game.score(DeadStones.of(game, 1));
    assertThat(score.black() + score.white()).isEqualTo(81);
  }

  @Test
  void leavesAnEmptyBoardEmpty() {
    assertThat(names(Diagram.game(Rules.TROMP_TAYLOR, ". . .\n. . .\n. . ."))).isEmpty();
  }

  private static List<String> names(Game game) {
    return Arrays.stream(DeadStones.of(game, 1))
        .mapToObj(point -> Coordinates.gtp(game.size(), point))
        .toList();
  }
}

package org.tengen.go.puct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tengen.go.puct.Searching.input;
import static org.tengen.go.puct.Searching.run;
import static org.tengen.go.puct.Searching.visits;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Diagram;
import org.tengen.go.Game;
import org.tengen.go.Rules;
import org.tengen.go.Score;
import org.tengen.go.planes.KnownEvaluator;
import org.tengen.go.search.Choice;

/** When a search passes, whatever its network thinks. */
class PassTest {
  private static final Rules RULES = Rules.TROMP_TAYLOR.withKomi(0.5);
  private static final RootSettings ROOT = RootSettings.plain(100);

  /** Wants to pass. */
  private static KnownEvaluator passing(Game game) {
    return new KnownEvaluator(input(game)) {
      @Override
      protected float evaluate(float[] planes, float[] policy) {
        Arrays.fill(policy, 1e-3f);
        policy[policy.length - 1] = 1;
        return 0;
      }
    };
  }

  private static PuctSearch searched(Game game, boolean mayPass) {
    PuctSearch search = new PuctSearch(input(game), PuctSettings.DEFAULT, 1);
    search.begin(game, ROOT, mayPass);
    run(search, passing(game));
    return search;
  }

  /** White's corner is dead, and counts for White until it is taken. */
  private static Game wonIfTheDeadStonesAreTaken() {
    return Diagram.game(
        Rules.TROMP_TAYLOR.withKomi(15.5),
        """
        . X . X .
        X X X X X
        O O O X .
        . . O X X
        . . O X .
        """);
  }

  @Test
  void doesNotPassWhileDeadStonesStillCount() {
    Game game = wonIfTheDeadStonesAreTaken();
    assertThat(game.score().winner()).isEqualTo(Colour.WHITE);
    Diagram.play(game, "pass", "pass");
    KnownEvaluator evaluator = KnownEvaluator.counting(input(game), game.rules());
    PuctSearch search = new PuctSearch(input(game), PuctSettings.DEFAULT, 1);
    for (int i = 0; i < 20 && !search.isDecided(); i++) {
      search.begin(game, RootSettings.plain(300));
      run(search, evaluator);
      if (search.choice().move() != BoardSize.PASS) {
        game.play(search.choice().move());
        Diagram.play(game, "pass");
      }
    }
    assertThat(game.score()).isEqualTo(new Score(25, 15.5));
  }

  @Test
  void doesNotPassWhereTheBoardCountsAsLost() {
    Game game = wonIfTheDeadStonesAreTaken();
    assertThat(visits(game, searched(game, true))).doesNotContainKey("pass");
    Game won = wonIfTheDeadStonesAreTaken();
    won.setToMove(Colour.WHITE);
    assertThat(visits(won, searched(won, true))).containsKey("pass");
  }

  @Test
  void mayPassWhereTheBoardCountsAsEven() {
    Game game = Diagram.game(Rules.TROMP_TAYLOR.withKomi(0), "X..O\n....\nX..O");
    assertThat(visits(game, searched(game, true))).containsKey("pass");
  }

  @Test
  void takesTheWinAfterAPassWithoutASearch() {
    Game won = Diagram.game(RULES, ". X .\nX X X\n. . .");
    won.setToMove(Colour.WHITE);
    Diagram.play(won, "pass");
    KnownEvaluator nobody = passing(won);
    PuctSearch search = new PuctSearch(input(won), PuctSettings.DEFAULT, 1);
    search.begin(won, ROOT);
    run(search, nobody);

    assertThat(search.isDecided()).isTrue();
    assertThat(search.choice()).isEqualTo(new Choice(BoardSize.PASS, false, 1, 0));
    assertThat(search.target()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    assertThat(nobody.positions()).isZero();
  }

  @Test
  void doesNotTakeALossAfterAPass() {
    Game lost = wonIfTheDeadStonesAreTaken();
    lost.setToMove(Colour.WHITE);
    Diagram.play(lost, "pass");

    assertThat(visits(lost, searched(lost, true))).hasSizeGreaterThan(1).doesNotContainKey("pass");
  }

  @Test
  void passesRatherThanFillItsLastEyes() {
    Game game = Diagram.game(Rules.TROMP_TAYLOR.withKomi(100), ". X .\nX X X\n. X .");
    PuctSearch search = searched(game, true);

    assertThat(search.choice()).isEqualTo(new Choice(BoardSize.PASS, false, 0.5, 0));
    assertThat(search.isDone()).isTrue();
  }

  @Test
  void playsOnWhereItMayNotPass() {
    Game game = Diagram.game(RULES, ". X . X .\nX X X X X\n. . . . .");
    game.setToMove(Colour.WHITE);
    Diagram.play(game, "pass");

    assertThat(searched(game, true).choice().move()).isEqualTo(BoardSize.PASS);
    PuctSearch cleanup = searched(game, false);
    assertThat(visits(game, cleanup)).hasSizeGreaterThan(1).doesNotContainKey("pass");
    cleanup.begin(game, ROOT);
    assertThat(cleanup.choice().move()).isEqualTo(BoardSize.PASS);
  }

  @Test
  void mayPassAgainAfterACleanup() {
    Game won = wonIfTheDeadStonesAreTaken();
    won.setToMove(Colour.WHITE);
    PuctSearch search = searched(won, false);
    assertThat(visits(won, search)).doesNotContainKey("pass");
    search.begin(won, ROOT);
    run(search, passing(won));

    assertThat(visits(won, search)).containsKey("pass");
  }

  @Test
  void knowsInTheTreeThatAPassAfterAPassEndsTheGame() {
    // After Black at B1 White can only pass, and then Black is ahead
    Game game = Diagram.game(RULES, ". X .\nX X X\nX . .");
    PuctSearch search = Searching.of(game, even(game), PuctSettings.DEFAULT, ROOT, 1);
    int b1 = Diagram.point(game, "B1");
    Considered move =
        search.considered().stream().filter(m -> m.line().get(0) == b1).findFirst().orElseThrow();

    assertThat(move.line()).containsExactly(b1, BoardSize.PASS);
    assertThat(move.winRate()).isEqualTo((move.visits() - 0.5) / move.visits());
  }

  /** Thinks nothing of anything. */
  private static KnownEvaluator even(Game game) {
    return new KnownEvaluator(input(game)) {
      @Override
      protected float evaluate(float[] planes, float[] policy) {
        Arrays.fill(policy, 1);
        return 0;
      }
    };
  }

  @Test
  void countsByAreaWhateverTheRulesSay() {
    Game game = Diagram.game(Rules.JAPANESE.withKomi(5.5), ". X .\nX X X\n. . .");
    game.setToMove(Colour.WHITE);
    Diagram.play(game, "pass");

    assertThat(game.score().winner()).isEqualTo(Colour.WHITE);
    assertThat(searched(game, true).choice().winRate()).isEqualTo(1);
  }
}

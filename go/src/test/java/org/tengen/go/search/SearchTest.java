package org.tengen.go.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Coordinates;
import org.tengen.go.Diagram;
import org.tengen.go.Game;
import org.tengen.go.GoException;
import org.tengen.go.Rules;
import org.tengen.go.Score;

class SearchTest {
  private static final Rules RULES = Rules.TROMP_TAYLOR.withKomi(0.5);

  @Test
  void takesWhatDecidesTheGame() {
    Game game =
        Diagram.game(
            RULES,
            """
            . X X X O X
            X X X X O X
            O O O O O X
            O O O O X .
            O O O . X .
            """);

    assertThat(chosen(game, 500, 1)).isEqualTo("D1");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void opensASmallBoardInTheMiddle(long seed) {
    assertThat(chosen(new Game(BoardSize.square(5), RULES), 2000, seed)).isEqualTo("C3");
  }

  @Test
  void choosesTheSameForTheSameSeed() {
    Game game = new Game(BoardSize.square(9), RULES);
    Diagram.play(game, "E5", "C3");
    Search search = new Search(game.size(), SearchSettings.of(300), 5);
    Choice first = search.choose(game);
    search.choose(new Game(BoardSize.square(9), RULES));

    assertThat(search.choose(game)).isEqualTo(first);
    assertThat(new Search(game.size(), SearchSettings.of(300), 5).choose(game)).isEqualTo(first);
    assertThat(first.visits()).isPositive();
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

    Search search = new Search(game.size(), SearchSettings.of(200), 1);
    for (int i = 0; i < 10 && search.choose(game).move() != BoardSize.PASS; i++) {
      game.play(search.choose(game).move());
      Diagram.play(game, "pass");
    }
    assertThat(game.score()).isEqualTo(new Score(25, 15.5));
  }

  @Test
  void passesAfterAPassOnlyIfTheBoardCountsAsWon() {
    Game lost = wonIfTheDeadStonesAreTaken();
    lost.setToMove(Colour.WHITE);
    Diagram.play(lost, "pass");
    assertThat(chosen(lost, 200, 1)).isNotEqualTo("pass");

    Game won = Diagram.game(RULES, ". X .\nX X X\n. X .");
    won.setToMove(Colour.WHITE);
    Diagram.play(won, "pass");
    Choice choice = new Search(won.size(), SearchSettings.of(200), 1).choose(won);
    assertThat(choice).isEqualTo(new Choice(BoardSize.PASS, false, 1, 0));
  }

  @Test
  void passesRatherThanFillItsLastEyes() {
    Game game = Diagram.game(Rules.TROMP_TAYLOR.withKomi(100), ". X .\nX X X\n. X .");
    Choice choice = new Search(game.size(), SearchSettings.of(200), 1).choose(game);

    assertThat(choice).isEqualTo(new Choice(BoardSize.PASS, false, 0.5, 0));
  }

  @Test
  void resignsOnlyWhereItIsTold() {
    Game game = new Game(BoardSize.square(5), Rules.TROMP_TAYLOR.withKomi(100));
    SearchSettings settings = SearchSettings.of(200);

    assertThat(new Search(game.size(), settings, 1).choose(game).resigns()).isFalse();
    assertThat(new Search(game.size(), settings.withResignBelow(0.1), 1).choose(game).resigns())
        .isTrue();
  }

  @Test
  void playsOnlyWhatTheGamesRulesAllow() {
    for (int seed = 1; seed <= 20; seed++) {
      Game game = new Game(new BoardSize(1 + seed % 4, 3), Rules.TROMP_TAYLOR);
      Search search = new Search(game.size(), SearchSettings.of(30), seed);
      for (int i = 0; i < 300 && !game.isOver(); i++) {
        game.play(search.choose(game).move());
      }
      assertThat(game.isOver()).as("seed " + seed).isTrue();
    }
  }

  @Test
  void breaksNoSuperko() {
    Game game = Diagram.game(Rules.TROMP_TAYLOR.withKomi(0), ". X .");
    Diagram.play(game, "A1", "C1");

    assertThat(chosen(game, 50, 1)).isNotEqualTo("B1");
  }

  @Test
  void knowsTheValueOfASmallBoard() {
    // Black wins 3x3 by all nine points: with a komi of 8.5 by half a point
    Game game = new Game(BoardSize.square(3), Rules.TROMP_TAYLOR.withKomi(8.5));
    Choice choice = new Search(game.size(), SearchSettings.of(5000), 1).choose(game);

    assertThat(Coordinates.gtp(game.size(), choice.move())).isEqualTo("B2");
    assertThat(choice.winRate()).isGreaterThan(0.6);
  }

  @Test
  void tellsWhatItHasGoneThroughTheMostVisitedFirst() {
    Game game = new Game(BoardSize.square(5), RULES);
    Search search = new Search(game.size(), SearchSettings.of(1), 1);
    search.begin(game, true);
    assertThat(search.visited()).isEmpty();

    search.simulate(300);
    search.simulate(200);

    List<Visited> visited = search.visited();
    assertThat(visited).isSortedAccordingTo(Comparator.comparingInt(Visited::visits).reversed());
    assertThat(visited.stream().mapToInt(Visited::visits).sum()).isEqualTo(500);
    Choice choice = search.choice();
    assertThat(visited.get(0).line()).startsWith(choice.move()).hasSizeGreaterThan(1);
    assertThat(visited.get(0).visits()).isEqualTo(choice.visits());
    assertThat(visited.get(0).share()).isEqualTo(choice.visits() / 500.0);
  }

  @Test
  void playsOnWhereItMayNotPass() {
    Game game =
        Diagram.game(
            RULES,
            """
            . X . X .
            X X X X X
            . . . . .
            """);
    game.setToMove(Colour.WHITE);
    Diagram.play(game, "pass");
    Search search = new Search(game.size(), SearchSettings.of(50), 1);

    search.begin(game, true);
    assertThat(search.isDecided()).isTrue();
    search.begin(game, false);
    assertThat(search.isDecided()).isFalse();
    search.simulate(50);
    assertThat(search.choice().move()).isNotEqualTo(BoardSize.PASS);
  }

  @Test
  void refusesSettingsWithoutAMeaning() {
    assertThatThrownBy(() -> SearchSettings.of(0))
        .isInstanceOf(GoException.class)
        .hasMessage("simulations=0: expected 1 or more");
    assertThatThrownBy(() -> SearchSettings.of(1).withResignBelow(1))
        .hasMessage("resign-below=1.0: expected a share from 0 to below 1");
    assertThatThrownBy(() -> new SearchSettings(1, 0, 0, 0, 0))
        .hasMessage("expand-at=0: expected 1 visit or more");
  }

  private static String chosen(Game game, int simulations, long seed) {
    Search search = new Search(game.size(), SearchSettings.of(simulations), seed);
    return Coordinates.gtp(game.size(), search.choose(game).move());
  }
}

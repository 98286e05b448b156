package org.tengen.go.puct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tengen.go.puct.Searching.chosen;
import static org.tengen.go.puct.Searching.input;
import static org.tengen.go.puct.Searching.run;
import static org.tengen.go.puct.Searching.sum;
import static org.tengen.go.puct.Searching.visits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Diagram;
import org.tengen.go.Game;
import org.tengen.go.GoException;
import org.tengen.go.Rules;
import org.tengen.go.planes.InputPlanes;
import org.tengen.go.planes.KnownEvaluator;
import org.tengen.go.search.Choice;

class PuctSearchTest {
  private static final Rules RULES = Rules.TROMP_TAYLOR.withKomi(0.5);
  private static final PuctSettings SETTINGS = PuctSettings.DEFAULT;

  private static KnownEvaluator counting(Game game) {
    return KnownEvaluator.counting(input(game), game.rules());
  }

  private static PuctSearch searched(Game game, int simulations) {
    return Searching.of(game, counting(game), SETTINGS, RootSettings.plain(simulations), 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void takesWhatDecidesTheGame(int leaves) {
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
    PuctSettings settings = SETTINGS.withLeaves(leaves);
    PuctSearch search = Searching.of(game, counting(game), settings, RootSettings.plain(200), 1);

    assertThat(chosen(game, search)).isEqualTo("D1");
    assertThat(search.choice().winRate()).isGreaterThan(0.7);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void opensASmallBoardInTheMiddle(long seed) {
    Game game = new Game(BoardSize.square(5), RULES);
    KnownEvaluator playouts = KnownEvaluator.playouts(input(game), RULES);
    PuctSearch search = Searching.of(game, playouts, SETTINGS, RootSettings.plain(1500), seed);

    assertThat(chosen(game, search)).isEqualTo("C3");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16})
  void makesExactlyAsManySimulationsAsItIsToldTo(int leaves) {
    Game game = new Game(BoardSize.square(4), RULES);
    KnownEvaluator evaluator = KnownEvaluator.hashed(input(game));
    PuctSearch search =
        Searching.of(game, evaluator, SETTINGS.withLeaves(leaves), RootSettings.exploring(50), 1);

    assertThat(sum(search)).isEqualTo(50);
    assertThat(search.simulations()).isEqualTo(50);
    assertThat(search.isDone()).isTrue();
    assertThat(evaluator.positions()).isLessThanOrEqualTo(51);
    assertThat(evaluator.largest()).isLessThanOrEqualTo(leaves);
  }

  @Test
  void asksForSeveralLeavesAtATime() {
    Game game = new Game(BoardSize.square(5), RULES);
    KnownEvaluator evaluator = counting(game);
    Searching.of(game, evaluator, SETTINGS.withLeaves(16), RootSettings.plain(320), 1);

    assertThat(evaluator.largest()).isEqualTo(16);
    assertThat(evaluator.calls()).isLessThan(40);
  }

  @Test
  void goesOnWithWhatItKnowsAndEndsWithAsManyVisitsAsAFreshSearch() {
    Game game = new Game(BoardSize.square(5), RULES);
    KnownEvaluator evaluator = KnownEvaluator.hashed(input(game));
    PuctSearch search = Searching.of(game, evaluator, SETTINGS, RootSettings.plain(200), 1);
    Considered best = search.considered().get(0);
    int before = evaluator.positions();
    game.play(best.line().get(0));

    search.begin(game, RootSettings.plain(200));
    assertThat(search.simulations()).isEqualTo(best.visits() - 1);
    assertThat(search.considered().get(0).line())
        .isEqualTo(best.line().subList(1, best.line().size()));
    run(search, evaluator);

    assertThat(sum(search)).isEqualTo(200);
    assertThat(evaluator.positions() - before).isLessThanOrEqualTo(201 - best.visits());
    PuctSearch fresh = Searching.of(game, evaluator, SETTINGS, RootSettings.plain(200), 1);
    assertThat(sum(fresh)).isEqualTo(200);
  }

  @Test
  void keepsNothingOfAnotherGame() {
    Game game = new Game(BoardSize.square(4), RULES);
    KnownEvaluator evaluator = KnownEvaluator.hashed(input(game));
    PuctSearch search = new PuctSearch(evaluator.input(), SETTINGS, 1);
    Game[] others = {
      Diagram.game(RULES, "X...\n....\n....\n...."),
      new Game(BoardSize.square(4), RULES.withKomi(1)),
      played("D4"),
      played("A1", "pass"),
      played("A1", "B2", "pass"),
    };
    Game white = played("A1");
    white.setToMove(Colour.BLACK);
    for (Game other : others) {
      search.begin(played("A1", "B2", "C3"), RootSettings.plain(30));
      run(search, evaluator);
      search.begin(other, RootSettings.plain(30));
      assertThat(search.simulations()).isZero();
    }
    search.begin(played("A1"), RootSettings.plain(30));
    run(search, evaluator);
    search.begin(white, RootSettings.plain(30));
    assertThat(search.simulations()).isZero();
  }

  @Test
  void keepsNothingOfAGameThatCameTheSameWayToAnotherBoardOrAnotherWayToTheSame() {
    Game captured = Diagram.game(RULES, "O...\nX...\n....\n....");
    Diagram.play(captured, "B4");
    Game neverThere = Diagram.game(RULES, "....\nX...\n....\n....");
    Diagram.play(neverThere, "B4");
    assertThat(captured.situationHash()).isEqualTo(neverThere.situationHash());
    assertThat(simulationsKept(captured, neverThere)).isZero();

    assertThat(simulationsKept(played("A1", "B2", "C3"), played("C3", "B2", "A1"))).isZero();

    Game otherKomi = new Game(BoardSize.square(4), RULES.withKomi(1));
    Diagram.play(otherKomi, "A1");
    assertThat(simulationsKept(played("A1"), otherKomi)).isZero();
    assertThat(simulationsKept(played("A1"), played("A1"))).isEqualTo(30);
  }

  private static int simulationsKept(Game first, Game second) {
    PuctSearch search =
        Searching.of(
            first, KnownEvaluator.hashed(input(first)), SETTINGS, RootSettings.plain(30), 1);
    search.begin(second, RootSettings.plain(30));
    return search.simulations();
  }

  @Test
  void keepsNothingWhereAPlayerMovesTwice() {
    Game game = played();
    KnownEvaluator evaluator = KnownEvaluator.hashed(input(game));
    PuctSearch search = Searching.of(game, evaluator, SETTINGS, RootSettings.plain(200), 1);
    game.play(Colour.WHITE, search.choice().move());
    search.begin(game, RootSettings.plain(200));

    assertThat(search.simulations()).isZero();
  }

  private static Game played(String... moves) {
    Game game = new Game(BoardSize.square(4), RULES);
    Diagram.play(game, moves);
    return game;
  }

  @Test
  void withoutNoiseAndSymmetriesASeedChangesNothing() {
    Game game = new Game(BoardSize.square(5), RULES);
    KnownEvaluator evaluator = KnownEvaluator.hashed(input(game));
    PuctSettings plain = SETTINGS.withTurned(false);
    PuctSearch one = Searching.of(game, evaluator, plain, RootSettings.plain(100), 1);
    PuctSearch other = Searching.of(game, evaluator, plain, RootSettings.plain(100), 2);

    assertThat(visits(game, one)).isEqualTo(visits(game, other));
    assertThat(one.considered()).isEqualTo(other.considered());
  }

  @Test
  void aSeedDecidesNoiseAndSymmetries() {
    Game game = new Game(BoardSize.square(5), RULES);
    KnownEvaluator evaluator = KnownEvaluator.hashed(input(game));
    RootSettings noisy = RootSettings.exploring(100);
    PuctSearch one = Searching.of(game, evaluator, SETTINGS, noisy, 1);
    PuctSearch same = Searching.of(game, evaluator, SETTINGS, noisy, 1);
    PuctSearch other = Searching.of(game, evaluator, SETTINGS, noisy, 2);
    PuctSearch noise = Searching.of(game, evaluator, SETTINGS.withTurned(false), noisy, 1);
    PuctSearch otherNoise = Searching.of(game, evaluator, SETTINGS.withTurned(false), noisy, 2);

    assertThat(one.considered()).isEqualTo(same.considered());
    assertThat(one.considered()).isNotEqualTo(other.considered());
    assertThat(noise.considered()).isNotEqualTo(otherNoise.considered());
  }

  /** Likes points beside stones, as it would on a turned board. */
  private static KnownEvaluator local(Game game) {
    return new KnownEvaluator(input(game)) {
      @Override
      protected float evaluate(float[] planes, float[] policy) {
        Game seen = game(planes, RULES);
        BoardSize size = seen.size();
        float sum = 0;
        for (int point : size.points()) {
          int[] around = {point - 1, point + 1, point - size.stride(), point + size.stride()};
          int stones = 0;
          for (int neighbour : around) {
            stones += size.contains(neighbour) && seen.at(neighbour) != null ? 1 : 0;
          }
          policy[size.index(point)] = 1 + 3 * stones;
          sum += stones;
        }
        policy[size.area()] = 1;
        return sum / 200 - 0.3f;
      }
    };
  }

  @Test
  void whatIsTurnedIsTurnedBack() {
    for (String start : new String[] {"X....\n.O...\n.....\n....X\n.....", "X..O\n....\n..X."}) {
      Game game = Diagram.game(RULES, start);
      RootSettings root = RootSettings.plain(150);
      PuctSearch turned = Searching.of(game, local(game), SETTINGS, root, 1);
      PuctSearch plain = Searching.of(game, local(game), SETTINGS.withTurned(false), root, 1);

      assertThat(turned.considered()).isEqualTo(plain.considered());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void keptEvaluationsChangeNothingButHowManyAreAskedFor(int history) {
    Game game = new Game(new BoardSize(3, 2), RULES.withKomi(1.5));
    InputPlanes input = new InputPlanes(game.size(), history);
    KnownEvaluator every = KnownEvaluator.hashed(input);
    KnownEvaluator some = KnownEvaluator.hashed(input);
    PuctSettings plain = SETTINGS.withTurned(false);
    RootSettings root = RootSettings.plain(2000);
    PuctSearch without = Searching.of(game, every, plain, root, 1);
    PuctSearch with = Searching.of(game, some, plain.withCached(1 << 14), root, 1);

    assertThat(with.considered()).isEqualTo(without.considered());
    assertThat(some.positions()).isLessThan(every.positions());
  }

  @Test
  void whatIsKeptOfATurnedBoardServesItUnturned() {
    Game game = Diagram.game(RULES, "X..O\n....\n..X.");
    RootSettings root = RootSettings.plain(150);
    PuctSearch plain = Searching.of(game, local(game), SETTINGS, root, 1);
    PuctSearch search = Searching.of(game, local(game), SETTINGS.withCached(1 << 17), root, 1);
    assertThat(search.considered()).isEqualTo(plain.considered());
    search.begin(new Game(game.size(), RULES), root);
    KnownEvaluator nobody = local(game);
    search.begin(game, root);
    run(search, nobody);

    assertThat(search.considered()).isEqualTo(plain.considered());
    assertThat(nobody.positions()).isZero();
  }

  @Test
  void playsOnlyWhatTheGamesRulesAllow() {
    for (int seed = 1; seed <= 20; seed++) {
      Game game = new Game(new BoardSize(1 + seed % 4, 3), Rules.TROMP_TAYLOR);
      KnownEvaluator evaluator = KnownEvaluator.hashed(input(game));
      PuctSearch search = new PuctSearch(evaluator.input(), SETTINGS.withLeaves(3), seed);
      for (int i = 0; i < 300 && !game.isOver(); i++) {
        search.begin(game, RootSettings.exploring(40));
        run(search, evaluator);
        game.play(search.choice(1, 0).move());
      }
      assertThat(game.isOver()).as("seed " + seed).isTrue();
    }
  }

  @Test
  void breaksNoSuperko() {
    Game game = Diagram.game(RULES.withKomi(0), ". X .");
    Diagram.play(game, "A1", "C1");

    assertThat(visits(game, searched(game, 50))).doesNotContainKey("B1");
  }

  @Test
  void leavesTheGameAsItWas() {
    Game game = played("A1", "B2");
    searched(game, 100);

    assertThat(game.moves()).isEqualTo(2);
    assertThat(game.situationHash()).isEqualTo(played("A1", "B2").situationHash());
  }

  @Test
  void doesNotSearchAnotherBoardThanItsNetworks() {
    PuctSearch search = new PuctSearch(input(played()), SETTINGS, 1);
    assertThatThrownBy(
            () -> search.begin(new Game(BoardSize.square(5), RULES), RootSettings.plain(1)))
        .isInstanceOf(GoException.class)
        .hasMessage("board 5x5: expected 4x4");
  }

  @Test
  void refusesWhatIsNoEvaluation() {
    InputPlanes input = input(played());
    float[] planes = new float[input.floats()];
    float[] policies = new float[input.moves()];
    PuctSearch search = new PuctSearch(input, SETTINGS, 1);
    search.begin(played(), RootSettings.plain(10));
    assertThat(search.ask(planes, 0)).isEqualTo(1);
    assertThatThrownBy(() -> search.tell(policies, new float[] {Float.NaN}, 0))
        .hasMessage("value=NaN: expected -1 to 1");
    policies[3] = -1;
    assertThatThrownBy(() -> search.tell(policies, new float[1], 0))
        .hasMessage("policy: -1.0: expected 0 or more");
    assertThatThrownBy(() -> search.ask(planes, 0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void takesAPolicyWithoutAnyChanceForAnEvenOne() {
    Game game = played();
    InputPlanes input = input(game);
    PuctSearch search = new PuctSearch(input, SETTINGS, 1);
    search.begin(game, RootSettings.plain(1));
    search.ask(new float[input.floats()], 0);
    search.tell(new float[input.moves()], new float[1], 0);
    search.ask(new float[input.floats()], 0);
    search.tell(new float[input.moves()], new float[1], 0);

    assertThat(search.considered().get(0).prior()).isEqualTo(1f / 16);
  }

  @Test
  void resignsOnlyWhereItIsTold() {
    Game game = new Game(BoardSize.square(5), RULES.withKomi(100));
    PuctSearch search = searched(game, 50);

    assertThat(search.choice().resigns()).isFalse();
    assertThat(search.choice(0, 0.1).resigns()).isTrue();
    assertThat(search.choice(0, 0.1).move()).isEqualTo(search.choice().move());
    Choice even = searched(new Game(BoardSize.square(5), RULES), 50).choice(0, 0.1);
    assertThat(even.resigns()).isFalse();
  }
}

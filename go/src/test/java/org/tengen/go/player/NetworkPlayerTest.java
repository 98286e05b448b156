package org.tengen.go.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Coordinates;
import org.tengen.go.Diagram;
import org.tengen.go.Game;
import org.tengen.go.Rules;
import org.tengen.go.planes.InputPlanes;
import org.tengen.go.planes.KnownEvaluator;
import org.tengen.go.player.Analysis.Candidate;
import org.tengen.go.puct.PuctSettings;

class NetworkPlayerTest {
  private static final Rules RULES = Rules.CHINESE.withKomi(0.5);
  private static final InputPlanes INPUT = new InputPlanes(BoardSize.square(5), 2);

  /** Goes on by this much whenever it is asked. */
  private long tick;

  private long now;
  private final KnownEvaluator network = KnownEvaluator.counting(INPUT, RULES);
  private final NetworkPlayer player = player(200, 0);

  private NetworkPlayer player(int simulations, double resignBelow) {
    NetworkPlayer made =
        new NetworkPlayer(
            "counting", network, PuctSettings.DEFAULT, simulations, resignBelow, () -> now += tick);
    made.newGame(1);
    return made;
  }

  private static Game atari() {
    return Diagram.game(
        RULES,
        """
        .XO..
        XOO..
        XOOX.
        .XX..
        .....
        """);
  }

  @Test
  void choosesForWhomItIsToldAndLeavesTheGameAsItWas() {
    Game game = atari();
    OptionalInt black = player.choose(game, Colour.BLACK, Thinking.FREE);
    player.choose(game, Colour.WHITE, Thinking.FREE);
    assertThat(game.isLegal(black.orElseThrow())).isTrue();
    assertThat(game.toMove()).isEqualTo(Colour.BLACK);
    assertThat(game.moves()).isZero();
    assertThat(game.hash()).isEqualTo(atari().hash());
  }

  @Test
  void aSeedDecidesAllOfItsGame() {
    KnownEvaluator hashed = KnownEvaluator.hashed(INPUT);
    NetworkPlayer random =
        new NetworkPlayer("hashed", hashed, PuctSettings.DEFAULT, 40, 0, () -> 0);
    List<Integer> first = moves(random, 7);
    assertThat(moves(random, 7)).isEqualTo(first);
    assertThat(List.of(moves(random, 8), moves(random, 9))).anyMatch(m -> !m.equals(first));
  }

  private static List<Integer> moves(Player player, long seed) {
    player.newGame(seed);
    Game game = new Game(INPUT.size(), RULES);
    List<Integer> moves = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      game.play(player.choose(game, game.toMove(), Thinking.FREE).orElseThrow());
      moves.add(game.move(i));
    }
    return moves;
  }

  @Test
  void playsOnWithTheTreeThatItHas() {
    Game game = new Game(INPUT.size(), RULES);
    game.play(player.choose(game, Colour.BLACK, Thinking.FREE).orElseThrow());
    int alone = network.positions();
    player.choose(game, Colour.WHITE, Thinking.FREE);
    assertThat(network.positions() - alone).isLessThan(alone - 10);
  }

  @Test
  void heedsItsTime() {
    tick = Duration.ofMillis(10).toNanos();
    List<Analysis> seen = new ArrayList<>();
    Watch watch = new Watch(Duration.ZERO, seen::add, () -> false);
    Duration limit = Duration.ofMillis(35);
    player.choose(
        new Game(INPUT.size(), RULES),
        Colour.BLACK,
        new Thinking(Optional.of(limit), true, Optional.of(watch)));

    // the root, then a simulation at a time
    assertThat(network.positions()).isEqualTo(4);
    assertThat(seen).hasSize(4);
    assertThat(seen.get(3).candidates().stream().mapToLong(Candidate::visits).sum()).isEqualTo(3);
  }

  @Test
  void hasAMoveWhereThereWasNoTimeForAny() {
    tick = Duration.ofSeconds(1).toNanos();
    Thinking hurried = new Thinking(Optional.of(Duration.ZERO), true, Optional.empty());
    Game game = new Game(INPUT.size(), RULES);
    assertThat(game.isLegal(player.choose(game, Colour.BLACK, hurried).orElseThrow())).isTrue();
    assertThat(network.positions()).isEqualTo(1);
  }

  @Test
  void reportsWhatItThinksUntilSomebodyHasSeenEnough() {
    tick = Duration.ofMillis(10).toNanos();
    List<Analysis> seen = new ArrayList<>();
    Watch watch = new Watch(Duration.ofMillis(50), seen::add, () -> now >= 310_000_000);
    player.analyse(atari(), Colour.WHITE, watch);

    assertThat(seen).hasSize(6);
    List<Candidate> last = seen.get(5).candidates();
    assertThat(last.get(0).visits()).isGreaterThanOrEqualTo(last.get(last.size() - 1).visits());
    assertThat(last)
        .allSatisfy(
            move -> {
              assertThat(move.lowerBound()).isBetween(0.0, move.winRate());
              assertThat(move.line().get(0)).isEqualTo(move.move());
              assertThat(move.prior()).isBetween(0.05, 0.1);
            });
  }

  @Test
  void reportsOnceWhereThereWasNoTimeForMore() {
    List<Analysis> seen = new ArrayList<>();
    player.analyse(atari(), Colour.BLACK, new Watch(Duration.ofSeconds(1), seen::add, () -> true));
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).candidates()).hasSize(1);
  }

  @Test
  void hasNothingToReportWhereAPassIsAllThatIsLeft() {
    List<Analysis> seen = new ArrayList<>();
    Game game = Diagram.game(RULES, ".X.X.\nXXXXX\n.X.X.\nXXXXX\n.X.X.");
    player.analyse(game, Colour.BLACK, new Watch(Duration.ZERO, seen::add, () -> true));
    assertThat(seen).isEmpty();
  }

  @Test
  void passesInACleanupOnlyWhereNothingElseIsLeft() {
    // White's two stones are dead, and Black is far ahead.
    Game game = Diagram.game(RULES, ".X.OO\nXXXXX\n.X.X.\nXXXXX\n.X.X.");
    game.play(BoardSize.PASS);
    game.play(BoardSize.PASS);
    Thinking cleanup = new Thinking(Optional.empty(), false, Optional.empty());
    int capture = Coordinates.parseGtp(game.size(), "C5");
    assertThat(player.choose(game, Colour.BLACK, Thinking.FREE)).hasValue(BoardSize.PASS);
    assertThat(player.choose(game, Colour.BLACK, cleanup)).hasValue(capture);
  }

  @Test
  void findsDeadStones() {
    Game game = Diagram.game(RULES, ".X.OO\nXXXXX\n.X.X.\nXXXXX\n.X.X.");
    assertThat(player.dead(game))
        .containsExactly(
            Coordinates.parseGtp(game.size(), "D5"), Coordinates.parseGtp(game.size(), "E5"));
  }

  @Test
  void resignsWhereItIsToldTo() {
    Game game = Diagram.game(RULES, ".X.X.\nXXXXX\n.X.X.\nXXXXX\n....O");
    assertThat(player(100, 0.2).choose(game, Colour.WHITE, Thinking.FREE)).isEmpty();
    assertThat(player(100, 0).choose(game, Colour.WHITE, Thinking.FREE)).isPresent();
  }

  @Test
  void playsTheBoardOfItsNetworkAlone() {
    assertThat(player.plays(BoardSize.square(5))).isTrue();
    assertThat(player.plays(BoardSize.square(9))).isFalse();
    assertThat(player.name()).isEqualTo("counting");
  }

  @Test
  void goesOnAfterAFaultOfItsNetwork() {
    boolean[] broken = {true};
    KnownEvaluator failing =
        new KnownEvaluator(INPUT) {
          @Override
          protected float evaluate(float[] planes, float[] policy) {
            if (broken[0]) {
              throw new IllegalStateException("no memory");
            }
            policy[3] = 1;
            return 0;
          }
        };
    NetworkPlayer unlucky =
        new NetworkPlayer("failing", failing, PuctSettings.DEFAULT, 10, 0, () -> 0);
    Game game = new Game(INPUT.size(), RULES);
    assertThatThrownBy(() -> unlucky.choose(game, Colour.BLACK, Thinking.FREE))
        .hasMessage("no memory");
    broken[0] = false;
    assertThat(unlucky.choose(game, Colour.BLACK, Thinking.FREE)).isPresent();
  }
}

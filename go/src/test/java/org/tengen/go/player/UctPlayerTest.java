package org.tengen.go.player;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.tengen.go.search.SearchSettings;

class UctPlayerTest {
  /** Goes on by this much whenever it is asked. */
  private long tick;

  private long now;
  private final UctPlayer player = new UctPlayer(SearchSettings.of(400), () -> now += tick);

  UctPlayerTest() {
    player.newGame(1);
  }

  private static Game atari() {
    return Diagram.game(
        Rules.CHINESE,
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
    assertThat(game.legality(Colour.BLACK, black.orElseThrow()).reason()).isEqualTo("allowed");
    assertThat(game.toMove()).isEqualTo(Colour.BLACK);
    assertThat(game.moves()).isZero();
    assertThat(game.hash()).isEqualTo(atari().hash());
  }

  @Test
  void aSeedDecidesAllOfItsGame() {
    List<Integer> first = moves(7);
    assertThat(moves(7)).isEqualTo(first);
    assertThat(List.of(moves(8), moves(9), moves(10))).anyMatch(moves -> !moves.equals(first));
  }

  private List<Integer> moves(long seed) {
    player.newGame(seed);
    Game game = new Game(BoardSize.square(5), Rules.CHINESE);
    List<Integer> moves = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      OptionalInt move = player.choose(game, game.toMove(), Thinking.FREE);
      game.play(move.orElseThrow());
      moves.add(move.getAsInt());
    }
    return moves;
  }

  @Test
  void heedsItsTime() {
    tick = Duration.ofMillis(10).toNanos();
    List<Analysis> seen = new ArrayList<>();
    Watch watch = new Watch(Duration.ZERO, seen::add, () -> false);
    Game game = new Game(BoardSize.square(9), Rules.CHINESE);
    Duration limit = Duration.ofMillis(35);
    player.choose(game, Colour.BLACK, new Thinking(Optional.of(limit), true, Optional.of(watch)));
    assertThat(seen).hasSize(4);
    assertThat(visits(seen.get(3))).isEqualTo(4 * 16);
  }

  private static long visits(Analysis analysis) {
    return analysis.candidates().stream().mapToLong(Analysis.Candidate::visits).sum();
  }

  @Test
  void reportsAsOftenAsItIsAskedTo() {
    tick = Duration.ofMillis(10).toNanos();
    List<Analysis> seen = new ArrayList<>();
    Watch watch = new Watch(Duration.ofMillis(50), seen::add, () -> now >= 310_000_000);
    player.analyse(new Game(BoardSize.square(9), Rules.CHINESE), Colour.WHITE, watch);
    assertThat(seen).hasSize(6);
  }

  @Test
  void reportsOnceWhereThereWasNoTimeForMore() {
    List<Analysis> seen = new ArrayList<>();
    Watch watch = new Watch(Duration.ofSeconds(1), seen::add, () -> true);
    player.analyse(new Game(BoardSize.square(9), Rules.CHINESE), Colour.BLACK, watch);
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).candidates())
        .allSatisfy(
            move -> {
              assertThat(move.lowerBound()).isBetween(0.0, move.winRate());
              assertThat(move.line().get(0)).isEqualTo(move.move());
            });
  }

  @Test
  void passesInACleanupOnlyWhereNothingElseIsLeft() {
    // White's two stones are dead, and Black is far ahead.
    Game game =
        Diagram.game(
            Rules.CHINESE,
            """
            .X.OO
            XXXXX
            .X.X.
            XXXXX
            .X.X.
            """);
    game.play(BoardSize.PASS);
    game.play(BoardSize.PASS);
    Thinking cleanup = new Thinking(Optional.empty(), false, Optional.empty());
    int capture = Coordinates.parseGtp(game.size(), "C5");
    assertThat(player.choose(game, Colour.BLACK, Thinking.FREE)).hasValue(BoardSize.PASS);
    assertThat(player.choose(game, Colour.BLACK, cleanup)).hasValue(capture);
    game.play(capture);
    game.play(BoardSize.PASS);
    assertThat(player.choose(game, Colour.BLACK, cleanup)).isPresent();
  }

  @Test
  void findsDeadStones() {
    Game game =
        Diagram.game(
            Rules.CHINESE,
            """
            .X.OO
            XXXXX
            .X.X.
            XXXXX
            .X.X.
            """);
    assertThat(player.dead(game))
        .containsExactly(
            Coordinates.parseGtp(game.size(), "D5"), Coordinates.parseGtp(game.size(), "E5"));
  }

  @Test
  void resignsWhereItsSettingsSaySo() {
    UctPlayer proud = new UctPlayer(SearchSettings.of(100).withResignBelow(0.1), () -> 0);
    proud.newGame(1);
    Game game =
        Diagram.game(
            Rules.CHINESE,
            """
            .X.X.
            XXXXX
            .X.X.
            XXXXX
            ....O
            """);
    assertThat(proud.choose(game, Colour.WHITE, Thinking.FREE)).isEmpty();
  }
}

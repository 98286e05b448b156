package org.tengen.go.selfplay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Game;
import org.tengen.go.GoException;
import org.tengen.go.Rules;
import org.tengen.go.planes.InputPlanes;
import org.tengen.go.planes.KnownEvaluator;
import org.tengen.go.puct.PuctSettings;
import org.tengen.go.puct.RootSettings;
import org.tengen.go.selfplay.SelfPlaySettings.Cap;
import org.tengen.go.selfplay.SelfPlaySettings.Drawing;
import org.tengen.go.selfplay.SelfPlaySettings.Resignation;
import org.tengen.go.sgf.GameResult;
import org.tengen.go.sgf.GameTree;
import org.tengen.go.sgf.Replay;
import org.tengen.go.sgf.SgfReader;
import org.tengen.go.sgf.SgfWriter;

class SelfPlayGameTest {
  private static final Rules RULES = Rules.TROMP_TAYLOR.withKomi(2.5);
  private static final InputPlanes INPUT = new InputPlanes(BoardSize.square(4), 3);
  private static final Drawing DRAWING = new Drawing(6, 1);

  private static SelfPlaySettings settings(Cap cap, Resignation resignation) {
    return new SelfPlaySettings(
        PuctSettings.DEFAULT, RootSettings.exploring(30), cap, DRAWING, resignation);
  }

  private static SelfPlayed played(SelfPlaySettings settings, KnownEvaluator evaluator, long seed) {
    SelfPlayGame game = new SelfPlayGame(7, new Game(INPUT.size(), RULES), INPUT, settings, seed);
    float[] planes = new float[INPUT.floats()];
    float[] policies = new float[INPUT.moves()];
    float[] values = new float[1];
    while (game.ask(planes, 0) > 0) {
      evaluator.evaluate(1, planes, policies, values);
      game.tell(policies, values, 0);
    }
    return game.played();
  }

  private static SelfPlayed played(Cap cap, Resignation resignation, long seed) {
    return played(settings(cap, resignation), KnownEvaluator.hashed(INPUT), seed);
  }

  @Test
  void isCountedByItsRules() {
    for (int seed = 1; seed <= 30; seed++) {
      SelfPlayed played = played(Cap.NONE, Resignation.NEVER, seed);
      Game game = played.game();
      assertThat(played.result()).isEqualTo(GameResult.of(game.score()));
      assertThat(played.value(Colour.BLACK)).isEqualTo(game.score().margin() > 0 ? 1 : -1);
      assertThat(played.value(Colour.WHITE)).isEqualTo(-played.value(Colour.BLACK));
      assertThat(game.isOver() || game.moves() == 32).as("seed " + seed).isTrue();
      assertThat(game.moves()).isLessThanOrEqualTo(32);
      game.undo();
      assertThat(game.isOver()).as("seed " + seed).isFalse();
    }
  }

  @Test
  void aDrawIsWorthNothingToAnybody() {
    Game game = new Game(INPUT.size(), RULES);
    SelfPlayed.Outlook outlook = new SelfPlayed.Outlook(0.1, 0.2, true);
    SelfPlayed draw = new SelfPlayed(1, game, GameResult.parse("0"), List.of(), outlook);
    assertThat(draw.value(Colour.BLACK)).isZero();
    assertThat(draw.value(Colour.WHITE)).isZero();
    assertThat(draw.wouldHaveResignedAWonGame(0.9)).isFalse();
  }

  @Test
  void targetsAreSharesOfLegalMovesOfTheGame() {
    SelfPlayed played = played(Cap.NONE, Resignation.NEVER, 1);
    Game replay = new Game(INPUT.size(), RULES);
    int next = 0;
    for (int number = 0; number < played.game().moves(); number++) {
      if (next < played.targets().size() && played.targets().get(next).move() == number) {
        float[] policy = played.targets().get(next++).policy();
        assertThat(IntStream.range(0, policy.length).mapToDouble(i -> policy[i]).sum())
            .isCloseTo(1, within(1e-5));
        for (int place = 0; place < policy.length; place++) {
          assertThat(policy[place] == 0 || replay.isLegal(INPUT.moveAt(place))).isTrue();
        }
        assertThat(policy[INPUT.placeOf(played.game().move(number))]).isPositive();
      }
      replay.play(played.game().move(number));
    }
    assertThat(next).isEqualTo(played.targets().size()).isPositive();
  }

  @Test
  void drawsTheFirstMovesAndPlaysTheMostVisitedAfterThem() {
    SelfPlaySettings plain =
        new SelfPlaySettings(
            PuctSettings.DEFAULT, RootSettings.plain(30), Cap.NONE, DRAWING, Resignation.NEVER);
    int lessVisited = 0;
    for (int seed = 1; seed <= 10; seed++) {
      SelfPlayed played = played(plain, KnownEvaluator.hashed(INPUT), seed);
      for (Target target : played.targets()) {
        float[] policy = target.policy();
        float most = 0;
        for (float share : policy) {
          most = Math.max(most, share);
        }
        float chosen = policy[INPUT.placeOf(played.game().move(target.move()))];
        if (target.move() >= DRAWING.moves()) {
          assertThat(chosen).as("seed %d, move %d", seed, target.move()).isEqualTo(most);
        }
        lessVisited += chosen < most ? 1 : 0;
      }
    }
    assertThat(lessVisited).isPositive();
  }

  @Test
  void onlySomeMovesHaveAFullSearchUnderACap() {
    KnownEvaluator capped = KnownEvaluator.hashed(INPUT);
    int moves = 0;
    int targets = 0;
    for (int seed = 1; seed <= 40; seed++) {
      SelfPlayed played = played(settings(new Cap(0.25, 5), Resignation.NEVER), capped, seed);
      moves += played.game().moves();
      targets += played.targets().size();
    }
    assertThat((double) targets / moves).isBetween(0.15, 0.35);
    // 30 simulations of a quarter of the moves, 5 of the others, fewer where a tree is kept
    assertThat((double) capped.positions() / moves).isLessThan(0.25 * 31 + 0.75 * 6);
  }

  @Test
  void itsSeedDecidesAllOfIt() {
    SelfPlayed first = played(new Cap(0.5, 5), new Resignation(0.1, 0.5), 3);
    SelfPlayed same = played(new Cap(0.5, 5), new Resignation(0.1, 0.5), 3);
    SelfPlayed other = played(new Cap(0.5, 5), new Resignation(0.1, 0.5), 4);

    assertThat(InterleavedTest.text(same)).isEqualTo(InterleavedTest.text(first));
    assertThat(InterleavedTest.text(other)).isNotEqualTo(InterleavedTest.text(first));
  }

  @Test
  void somebodyResignsBelowAChanceAndNotWherePlayedOut() {
    int resigned = 0;
    for (int seed = 1; seed <= 20; seed++) {
      SelfPlayed given = played(Cap.NONE, new Resignation(0.45, 0), seed);
      SelfPlayed out = played(Cap.NONE, new Resignation(0.45, 1), seed);
      assertThat(out.result().end()).isEqualTo(GameResult.End.SCORE);
      assertThat(out.outlook().playedOut()).isTrue();
      assertThat(given.outlook().playedOut()).isFalse();
      if (given.result().end() == GameResult.End.RESIGNATION) {
        resigned++;
        Colour loser = given.game().toMove();
        assertThat(given.result().winner()).isEqualTo(loser.opponent());
        assertThat(given.outlook().lowest(loser)).isLessThan(0.45);
        assertThat(given.outlook().lowest(loser.opponent())).isGreaterThanOrEqualTo(0.45);
        assertThat(given.wouldHaveResignedAWonGame(0.45)).isFalse();
        // the same game, played on, has looked as bad to the same player
        assertThat(out.game().moves()).isGreaterThan(given.game().moves());
        assertThat(out.outlook().lowest(loser)).isLessThan(0.45);
      }
    }
    assertThat(resigned).isPositive();
  }

  @Test
  void saysWhetherResigningWouldHaveThrownAWonGame() {
    Game game = new Game(INPUT.size(), RULES);
    SelfPlayed.Outlook outlook = new SelfPlayed.Outlook(0.05, 0.3, true);
    SelfPlayed black = new SelfPlayed(1, game, GameResult.parse("B+2"), List.of(), outlook);
    SelfPlayed white = new SelfPlayed(1, game, GameResult.parse("W+2"), List.of(), outlook);

    assertThat(black.wouldHaveResignedAWonGame(0.1)).isTrue();
    assertThat(black.wouldHaveResignedAWonGame(0.05)).isFalse();
    assertThat(white.wouldHaveResignedAWonGame(0.1)).isFalse();
  }

  @Test
  void itsRecordReplaysIt() {
    SelfPlayed played = played(Cap.NONE, Resignation.NEVER, 5);
    byte[] file = SgfWriter.write(List.of(played.record()));
    GameTree tree = new SgfReader().read(file, "game").get(0);

    Game replayed = Replay.of(tree).toEnd().game();
    assertThat(replayed.hash()).isEqualTo(played.game().hash());
    assertThat(replayed.moves()).isEqualTo(played.game().moves());
    assertThat(new String(file, StandardCharsets.UTF_8))
        .contains("KM[2.5]")
        .contains("RE[" + played.result() + "]")
        .contains("RO[7]");
  }

  @Test
  void noTwoGamesOfRunsAndIterationsHaveTheSameSeed() {
    Set<Long> seeds = new HashSet<>();
    for (long run = 0; run < 10; run++) {
      for (int iteration = 0; iteration < 10; iteration++) {
        for (int game = 0; game < 100; game++) {
          seeds.add(SelfPlayGame.seed(run, iteration, game));
        }
      }
    }
    assertThat(seeds).hasSize(10_000);
    assertThat(SelfPlayGame.seed(1, 2, 3)).isEqualTo(SelfPlayGame.seed(1, 2, 3));
  }

  @Test
  void isNotOverBeforeItIs() {
    SelfPlayGame game =
        new SelfPlayGame(
            7, new Game(INPUT.size(), RULES), INPUT, settings(Cap.NONE, Resignation.NEVER), 1);
    assertThatThrownBy(game::played)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("game 7 is not over");
  }

  @Test
  void refusesRulesThatCountTerritory() {
    Game japanese = new Game(INPUT.size(), Rules.JAPANESE);
    assertThatThrownBy(
            () -> new SelfPlayGame(1, japanese, INPUT, settings(Cap.NONE, Resignation.NEVER), 1))
        .isInstanceOf(GoException.class)
        .hasMessage("rules: count territory; expected rules that count area, e.g. Chinese");
  }

  @Test
  void refusesSettingsWithoutAMeaning() {
    assertThatThrownBy(() -> new Cap(0, 1))
        .hasMessage("full-share=0.0: expected a share above 0, to 1");
    assertThatThrownBy(() -> new Cap(1, 0)).hasMessage("fast-simulations=0: expected 1 or more");
    assertThatThrownBy(() -> new Drawing(-1, 1)).hasMessage("drawn-moves=-1: expected 0 or more");
    assertThatThrownBy(() -> new Drawing(1, 0))
        .hasMessage("temperature=0.0: expected more than 0, e.g. 1");
    assertThatThrownBy(() -> new Resignation(1, 0))
        .hasMessage("resign-below=1.0: expected a chance from 0 to below 1");
    assertThatThrownBy(() -> new Resignation(0.1, 2))
        .hasMessage("played-out=2.0: expected a share from 0 to 1");
  }
}

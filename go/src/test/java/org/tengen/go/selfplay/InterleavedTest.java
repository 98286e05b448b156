package org.tengen.go.selfplay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.go.BoardSize;
import org.tengen.go.Game;
import org.tengen.go.Rules;
import org.tengen.go.planes.InputPlanes;
import org.tengen.go.planes.KnownEvaluator;
import org.tengen.go.puct.PuctSettings;
import org.tengen.go.puct.RootSettings;
import org.tengen.go.selfplay.SelfPlaySettings.Cap;
import org.tengen.go.selfplay.SelfPlaySettings.Drawing;
import org.tengen.go.selfplay.SelfPlaySettings.Resignation;

class InterleavedTest {
  private static final Rules RULES = Rules.TROMP_TAYLOR.withKomi(2.5);
  private static final InputPlanes INPUT = new InputPlanes(BoardSize.square(4), 2);
  private static final int GAMES = 40;

  private final KnownEvaluator evaluator = KnownEvaluator.hashed(INPUT);

  private static SelfPlayGame game(int number, int leaves) {
    SelfPlaySettings settings =
        new SelfPlaySettings(
            PuctSettings.DEFAULT.withLeaves(leaves).withCached(64),
            RootSettings.exploring(24),
            new Cap(0.5, 6),
            new Drawing(4, 1),
            new Resignation(0.2, 0.5));
    long seed = SelfPlayGame.seed(1, 2, number);
    return new SelfPlayGame(number, new Game(INPUT.size(), RULES), INPUT, settings, seed);
  }

  private Map<Integer, String> played(int atATime, int leaves) {
    Map<Integer, String> played = new TreeMap<>();
    new Interleaved(evaluator, atATime)
        .play(
            IntStream.range(0, GAMES).mapToObj(number -> game(number, leaves)).iterator(),
            game -> played.put(game.number(), text(game)),
            () -> false);
    return played;
  }

  /** All that there is to a game. */
  static String text(SelfPlayed game) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < game.game().moves(); i++) {
      text.append(game.game().move(i)).append(' ');
    }
    text.append(game.result()).append(' ').append(game.outlook());
    for (Target target : game.targets()) {
      text.append(target.move()).append(Arrays.toString(target.policy()));
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource({"5, 1", "32, 1", "100, 1", "7, 4"})
  void gamesAreTheSameWhateverIsPlayedBesideThem(int atATime, int leaves) {
    Map<Integer, String> alone = played(1, leaves);
    assertThat(alone).hasSize(GAMES);
    assertThat(alone.values()).doesNotHaveDuplicates();

    assertThat(played(atATime, leaves)).isEqualTo(alone);
  }

  @Test
  void evaluatesAPositionOfEachGameTogether() {
    Interleaved interleaved = new Interleaved(evaluator, 32);
    interleaved.play(
        IntStream.range(0, 32).mapToObj(number -> game(number, 1)).iterator(),
        game -> {},
        () -> false);

    assertThat(evaluator.largest()).isEqualTo(32);
    assertThat(interleaved.positions()).isEqualTo(evaluator.positions());
    assertThat(interleaved.calls()).isEqualTo(evaluator.calls());
    assertThat(interleaved.positions()).isGreaterThan(10 * interleaved.calls());
  }

  @Test
  void beginsAGameWhenThereIsAPlaceAndNotBefore() {
    int[] begun = {0};
    int[] ended = {0};
    new Interleaved(evaluator, 3)
        .play(
            IntStream.range(0, 10)
                .mapToObj(
                    number -> {
                      begun[0]++;
                      return game(number, 1);
                    })
                .iterator(),
            game -> {
              ended[0]++;
              assertThat(begun[0]).isLessThanOrEqualTo(ended[0] + 3);
            },
            () -> false);
    assertThat(ended[0]).isEqualTo(10);
  }

  @Test
  void stopsWhenItIsToldTo() {
    int[] asked = {0};
    Interleaved interleaved = new Interleaved(evaluator, 4);
    interleaved.play(
        IntStream.iterate(0, number -> number + 1).mapToObj(number -> game(number, 1)).iterator(),
        game -> {},
        () -> ++asked[0] > 10);
    assertThat(interleaved.calls()).isEqualTo(10);
  }

  @Test
  void refusesToPlayNoGames() {
    assertThatThrownBy(() -> new Interleaved(evaluator, 0))
        .hasMessage("games at a time=0: expected 1 or more");
  }
}

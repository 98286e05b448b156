package org.tengen.worker.games;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.partition.Tokens;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.go.BoardSize;
import org.tengen.go.examples.ExampleGame;
import org.tengen.go.examples.Outcome;
import org.tengen.go.planes.InputPlanes;
import org.tengen.models.policyvalue.BoardPlanes;
import org.tengen.models.policyvalue.PolicyValueBatch;
import org.tengen.models.policyvalue.PolicyValueEvaluator;
import org.tengen.models.policyvalue.PolicyValueFit;
import org.tengen.models.policyvalue.PolicyValueOutputs;

class GameBatchesTest {
  private static final BoardSize THREE = BoardSize.square(3);
  private static final InputPlanes INPUT = new InputPlanes(THREE, 2);

  /** Black plays the corner at the top left and White the centre; Black wins. */
  private static final ExampleGame CORNER =
      new ExampleGame(THREE, Outcome.BLACK_WON, new int[] {0, 2 * 4 + 1});

  /** Black plays the centre and passes after White's edge; White wins. */
  private static final ExampleGame CENTRE =
      new ExampleGame(THREE, Outcome.WHITE_WON, new int[] {2 * 4, 2 * 1 + 1, 2 * 9});

  private static LaneGames games(ExampleGame... games) {
    List<Integer> ids = new ArrayList<>();
    for (ExampleGame game : games) {
      Arrays.stream(GameTokens.of(game)).forEach(ids::add);
      ids.add(Vocabulary.END);
    }
    return new LaneGames(Tokens.of(ids.stream().mapToInt(id -> id).toArray()), THREE);
  }

  private static PolicyValueBatch copy(PolicyValueBatch batch) {
    return new PolicyValueBatch(
        batch.samples(), batch.planes().clone(), batch.policies().clone(), batch.values().clone());
  }

  @Test
  void numbersThePositionsOfItsGamesOneGameAfterTheOther() {
    LaneGames games = games(CORNER, CENTRE);

    assertThat(games.positions()).isEqualTo(5);
    assertThat(games.games()).isEqualTo(2);
    assertThat(games.position(1).turn()).isEqualTo(1);
    assertThat(games.position(1).game().turns()).containsExactly(CORNER.turns());
    assertThat(games.position(2).turn()).isZero();
    assertThat(games.position(4).game().turns()).containsExactly(CENTRE.turns());
    assertThat(games.position(4).turn()).isEqualTo(2);
  }

  @Test
  void holdsMoreGamesThanItBeganWithRoomFor() {
    ExampleGame[] many = new ExampleGame[3_000];
    Arrays.fill(many, CENTRE);
    LaneGames games = games(many);

    assertThat(games.positions()).isEqualTo(9_000);
    assertThat(games.position(8_999).turn()).isEqualTo(2);
  }

  @Test
  void everyPositionComesOnceARound() {
    GameBatches batches = new GameBatches(games(CORNER, CENTRE), INPUT, 5, 7, 0);

    for (long clock = 0; clock < 20; clock++) {
      PolicyValueBatch batch = batches.at(clock);
      // Black wins one game at its first move, White the other, so: 1, -1 and -1, 1, -1
      float[] values = batch.values().clone();
      Arrays.sort(values);
      assertThat(values).containsExactly(-1, -1, -1, 1, 1);
      float passes = 0;
      for (int row = 0; row < 5; row++) {
        passes += batch.policies()[row * 10 + 9];
      }
      assertThat(passes).isEqualTo(1);
    }
  }

  @Test
  void turnsPlanesAndPolicyOfAPositionTogetherAndOtherwiseEachRound() {
    GameBatches batches = new GameBatches(games(CORNER), INPUT, 2, 7, 0);
    Set<Integer> corners = new HashSet<>();

    for (long clock = 0; clock < 100; clock++) {
      PolicyValueBatch batch = batches.at(clock);
      for (int row = 0; row < 2; row++) {
        if (batch.policies()[row * 10 + 4] == 1) {
          for (int corner : new int[] {0, 2, 6, 8}) {
            // White is to move: the opponent's stones are the second plane
            if (batch.planes()[row * INPUT.floats() + 9 + corner] == 1) {
              corners.add(corner);
            }
          }
        } else {
          assertThat(
                  Arrays.copyOfRange(
                      batch.planes(), row * INPUT.floats(), row * INPUT.floats() + 36))
              .containsOnly(0);
        }
      }
    }
    assertThat(corners).containsExactlyInAnyOrder(0, 2, 6, 8);
  }

  @Test
  void aClocksBatchIsTheSameWhereverTheLaneBegins() {
    PolicyValueBatch gone = copy(new GameBatches(games(CORNER, CENTRE), INPUT, 3, 7, 1).at(11));
    GameBatches other = new GameBatches(games(CORNER, CENTRE), INPUT, 3, 7, 1);
    for (long clock = 0; clock < 11; clock++) {
      other.at(clock);
    }
    PolicyValueBatch unharmed = other.at(11);

    assertThat(gone.planes()).containsExactly(unharmed.planes());
    assertThat(gone.policies()).containsExactly(unharmed.policies());
    assertThat(gone.values()).containsExactly(unharmed.values());
  }

  @Test
  void lanesAndSeedsTurnPositionsOtherwise() {
    LaneGames games = games(CORNER, CENTRE);
    float[] one = copy(new GameBatches(games, INPUT, 64, 7, 0).at(0)).planes();

    assertThat(new GameBatches(games, INPUT, 64, 7, 1).at(0).planes()).isNotEqualTo(one);
    assertThat(new GameBatches(games, INPUT, 64, 8, 0).at(0).planes()).isNotEqualTo(one);
  }

  @Test
  void refusesALaneWithoutGames() {
    assertThatThrownBy(() -> new GameBatches(games(), INPUT, 3, 7, 4))
        .isInstanceOf(CorpusException.class)
        .hasMessage("lane 4 has no game; expected fewer workers or more games");
  }

  @Test
  void fitCountsEveryPositionAsItStands() {
    ExampleGame[] many = new ExampleGame[50];
    Arrays.fill(many, CENTRE);

    PolicyValueFit fit = new GameFit(games(many), INPUT).of(new Centre());

    // of three positions the first has the centre as its move; White wins, and 0.5 is always said
    assertThat(fit.samples()).isEqualTo(150);
    assertThat(fit.agreed()).isEqualTo(50);
    assertThat(fit.valueError()).isEqualTo(50 * (2.25 + 0.25 + 2.25));
  }

  /** Thinks the centre likeliest and the position half won, whatever it is. */
  private static final class Centre implements PolicyValueEvaluator {
    @Override
    public BoardPlanes input() {
      return new BoardPlanes(2, 3, 3);
    }

    @Override
    public PolicyValueOutputs evaluate(int positions, float[] planes) {
      float[] policies = new float[positions * 10];
      float[] values = new float[positions];
      for (int row = 0; row < positions; row++) {
        Arrays.fill(policies, row * 10, row * 10 + 10, 0.05f);
        policies[row * 10 + 4] = 0.55f;
        values[row] = 0.5f;
      }
      return new PolicyValueOutputs(positions, policies, values, new float[0], new float[0]);
    }

    @Override
    public void close() {}
  }
}

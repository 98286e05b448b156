package org.tengen.worker.games;

import java.util.Arrays;
import org.tengen.go.examples.ExampleGame;
import org.tengen.go.planes.InputPlanes;
import org.tengen.go.planes.Symmetry;
import org.tengen.models.policyvalue.PolicyValueBatch;

/** The arrays of a batch of positions, which are filled again and again. */
final class PositionArrays {
  private final InputPlanes input;
  private final float[] planes;
  private final float[] policies;
  private final float[] values;

  PositionArrays(InputPlanes input, int positions) {
    this.input = input;
    planes = new float[positions * input.floats()];
    policies = new float[positions * input.moves()];
    values = new float[positions];
  }

  /** Writes a position, turned, with the move that was played as all of its policy. */
  void write(int row, LaneGames.Position position, Symmetry symmetry) {
    ExampleGame game = position.game();
    int turn = position.turn();
    input.write(game.before(turn), symmetry, planes, row * input.floats());
    int policy = row * input.moves();
    Arrays.fill(policies, policy, policy + input.moves(), 0);
    policies[policy + symmetry.image(game.place(turn))] = 1;
    values[row] = game.value(turn);
  }

  /** All rows as a batch, which sees what is written later. */
  PolicyValueBatch batch() {
    return new PolicyValueBatch(values.length, planes, policies, values);
  }
}

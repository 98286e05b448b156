package org.tengen.worker.games;

import org.tengen.go.planes.InputPlanes;
import org.tengen.go.planes.Symmetry;
import org.tengen.models.policyvalue.PolicyValueEvaluator;
import org.tengen.models.policyvalue.PolicyValueFit;

/** How well a network does on every position of some games, none of them turned. */
public final class GameFit {
  /** Positions of an evaluation at a time. */
  public static final int EVALUATED = 128;

  private final LaneGames games;
  private final InputPlanes input;

  /** On these games, which have a position at least. */
  public GameFit(LaneGames games, InputPlanes input) {
    this.games = games;
    this.input = input;
  }

  /** Evaluates. */
  public PolicyValueFit of(PolicyValueEvaluator network) {
    Symmetry identity = Symmetry.identity(games.size());
    PolicyValueFit fit = new PolicyValueFit(0, 0, 0, 0);
    PositionArrays arrays = new PositionArrays(input, EVALUATED);
    for (long at = 0; at < games.positions(); at += EVALUATED) {
      int rows = (int) Math.min(EVALUATED, games.positions() - at);
      if (rows < EVALUATED) {
        arrays = new PositionArrays(input, rows);
      }
      for (int row = 0; row < rows; row++) {
        arrays.write(row, games.position(at + row), identity);
      }
      var batch = arrays.batch();
      fit = fit.plus(PolicyValueFit.of(network.evaluate(rows, batch.planes()), batch));
    }
    return fit;
  }
}

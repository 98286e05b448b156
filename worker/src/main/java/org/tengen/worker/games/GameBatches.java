package org.tengen.worker.games;

import java.util.List;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.batch.Permutation;
import org.tengen.corpus.seed.Seeds;
import org.tengen.go.planes.InputPlanes;
import org.tengen.go.planes.Symmetry;
import org.tengen.models.policyvalue.PolicyValueBatch;
import org.tengen.worker.BatchSource;

/**
 * A lane's endless stream of positions: those of its games round after round, each round in another
 * order and each position turned or mirrored by another of the board's symmetries.
 *
 * <p>Order and symmetries hang on (seed, lane, round) alone, and any place in them is found at
 * once. For use by one thread.
 */
public final class GameBatches implements BatchSource<PolicyValueBatch> {
  private final LaneGames games;
  private final PositionArrays arrays;
  private final List<Symmetry> symmetries;
  private final int batch;
  private final long shuffleSeed;
  private final long symmetrySeed;
  private long round = -1;
  private Permutation order;

  /**
   * The batches of a lane.
   *
   * @param batch positions a clock
   * @param seed the run's
   * @param lane the lane, from 0
   * @throws CorpusException if it has no position
   */
  public GameBatches(LaneGames games, InputPlanes input, int batch, long seed, int lane) {
    if (games.positions() == 0) {
      throw new CorpusException(
          "lane " + lane + " has no game; expected fewer workers or more games");
    }
    this.games = games;
    this.batch = batch;
    this.arrays = new PositionArrays(input, batch);
    this.symmetries = Symmetry.all(games.size());
    this.shuffleSeed = Seeds.derive(Seeds.derive(seed, "shuffle"), lane);
    this.symmetrySeed = Seeds.derive(Seeds.derive(seed, "symmetry"), lane);
    this.order = startRound(0);
  }

  private Permutation startRound(long next) {
    round = next;
    return new Permutation(games.positions(), Seeds.derive(shuffleSeed, next));
  }

  @Override
  public PolicyValueBatch at(long clock) {
    long number = Math.multiplyExact(clock, batch);
    for (int row = 0; row < batch; row++, number++) {
      long wanted = number / games.positions();
      if (wanted != round) {
        order = startRound(wanted);
      }
      Symmetry symmetry =
          symmetries.get(Seeds.below(Seeds.derive(symmetrySeed, number), symmetries.size()));
      arrays.write(row, games.position(order.at(number % games.positions())), symmetry);
    }
    return arrays.batch();
  }
}

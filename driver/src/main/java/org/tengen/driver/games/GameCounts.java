package org.tengen.driver.games;

import java.io.Serializable;
import java.util.Iterator;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.partition.Split;
import scala.Tuple2;

/**
 * What some different games come to.
 *
 * @param positions of training, by lane
 * @param repeated games that were there before
 * @param firstRepeated the place of the first of them
 */
public record GameCounts(long[] positions, long repeated, long firstRepeated)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static GameCounts of(Iterator<Tuple2<Long, Tuple2<long[], int[]>>> games, Split split) {
    long[] positions = new long[split.lanes()];
    long repeated = 0;
    long first = Long.MAX_VALUE;
    while (games.hasNext()) {
      Tuple2<Long, Tuple2<long[], int[]>> game = games.next();
      long[] repeats = game._2()._1();
      repeated += repeats[1];
      first = Math.min(first, repeats[2]);
      if (!split.isValidation(game._1())) {
        positions[split.lane(game._1())] += game._2()._2().length - 1;
      }
    }
    return new GameCounts(positions, repeated, first);
  }

  /** Both together. */
  GameCounts plus(GameCounts other) {
    long[] sum = positions.clone();
    for (int lane = 0; lane < sum.length; lane++) {
      sum[lane] += other.positions[lane];
    }
    return new GameCounts(
        sum, repeated + other.repeated, Math.min(firstRepeated, other.firstRepeated));
  }

  /** Of all lanes. */
  long trainingPositions() {
    long all = 0;
    for (long lane : positions) {
      all += lane;
    }
    return all;
  }

  /**
   * Makes sure that every lane has something to do.
   *
   * @throws CorpusException if one has not
   */
  void requireShares(Split split, String records) {
    for (int lane = 0; lane < positions.length; lane++) {
      if (positions[lane] == 0) {
        throw new CorpusException(
            "workers=%d: lane %d gets none of the games of records=%s; expected fewer workers or more games"
                .formatted(split.lanes(), lane, records));
      }
    }
  }
}

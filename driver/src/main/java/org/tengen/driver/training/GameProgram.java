package org.tengen.driver.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import org.tengen.corpus.partition.PartitionFile;
import org.tengen.driver.launch.LaneProgram;
import org.tengen.driver.network.BoardNetwork;
import org.tengen.models.Engine;
import org.tengen.worker.TrainingLoop;
import org.tengen.worker.games.GameBatches;
import org.tengen.worker.games.GameTokens;
import org.tengen.worker.games.LaneGames;
import scala.Tuple2;

/**
 * A lane of a training on games: it writes its games into a file of its own, and trains a replica
 * on their positions.
 */
record GameProgram(BoardNetwork network, int batch, TrainingLoop.Settings loop)
    implements LaneProgram<Tuple2<Long, int[]>> {

  @Override
  public Map<String, String> facts() {
    return Engine.load().facts();
  }

  @Override
  public Work prepare(int lane, Iterator<Tuple2<Long, int[]>> records, Path folder)
      throws IOException {
    PartitionFile partition =
        LaneFile.write(
            records,
            GameTokens.vocabulary(network.size()),
            folder.resolve("lane-" + lane + ".games"));
    GameBatches batches =
        new GameBatches(
            new LaneGames(partition, network.size()), network.input(), batch, loop.seed(), lane);
    return new ReplicaWork<>(loop, network.replica(Engine.load()), batches);
  }
}

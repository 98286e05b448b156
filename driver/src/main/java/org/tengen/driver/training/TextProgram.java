package org.tengen.driver.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import org.tengen.corpus.partition.PartitionFile;
import org.tengen.driver.launch.LaneProgram;
import org.tengen.driver.network.SizedNetwork;
import org.tengen.models.Batch;
import org.tengen.models.Engine;
import org.tengen.worker.BatchSource;
import org.tengen.worker.TrainingLoop;
import scala.Tuple2;

/**
 * A lane of a training on text: it encodes its partition into a file of its own, and trains a
 * replica on it.
 *
 * @param <B> what the network computes on
 */
record TextProgram<B extends Batch>(SizedNetwork<B> network, int batch, TrainingLoop.Settings loop)
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
            records, network.settings().vocabulary(), folder.resolve("lane-" + lane + ".tokens"));
    BatchSource<B> batches = network.batches(partition, batch, loop.seed(), lane);
    return new ReplicaWork<>(loop, network.replica(Engine.load()), batches);
  }
}

package org.tengen.driver.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import org.tengen.corpus.partition.PartitionFile;
import org.tengen.corpus.partition.PartitionWriter;
import org.tengen.driver.launch.LaneProgram;
import org.tengen.driver.network.SizedNetwork;
import org.tengen.models.Batch;
import org.tengen.models.Engine;
import org.tengen.models.Replica;
import org.tengen.ps.client.LaneSession;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.worker.BatchSource;
import org.tengen.worker.TrainingLoop;
import org.tengen.worker.WorkerTime;
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
    PartitionFile partition = write(records, folder.resolve("lane-" + lane + ".tokens"));
    BatchSource<B> batches = network.batches(partition, batch, loop.seed(), lane);
    return new Training(network.replica(Engine.load()), batches);
  }

  private PartitionFile write(Iterator<Tuple2<Long, int[]>> records, Path file) throws IOException {
    try (PartitionWriter writer = new PartitionWriter(file, network.settings().vocabulary())) {
      while (records.hasNext()) {
        Tuple2<Long, int[]> record = records.next();
        writer.add(record._1(), record._2());
      }
      return writer.finish();
    }
  }

  /** A lane with its replica. */
  private final class Training implements Work {
    private final Replica<B> replica;
    private final TrainingLoop<B> training;

    Training(Replica<B> replica, BatchSource<B> batches) {
      this.replica = replica;
      this.training = new TrainingLoop<>(loop, replica, batches, WorkerTime.system());
    }

    @Override
    public StepTotals run(LaneSession session) throws InterruptedException {
      return training.run(session);
    }

    @Override
    public void close() {
      replica.close();
    }
  }
}

package org.tengen.driver.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import org.tengen.corpus.batch.LaneBatches;
import org.tengen.corpus.partition.PartitionFile;
import org.tengen.corpus.partition.PartitionWriter;
import org.tengen.driver.launch.LaneProgram;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings;
import org.tengen.models.Replica;
import org.tengen.models.WindowBatch;
import org.tengen.ps.client.LaneSession;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.worker.BatchSource;
import org.tengen.worker.TrainingLoop;
import org.tengen.worker.WorkerTime;
import scala.Tuple2;

/**
 * A lane of the next-word training: it encodes its partition into a file of its own, and trains a
 * replica on windows of it.
 */
record NextWordProgram(NetworkSettings.NextWord network, int batch, TrainingLoop.Settings loop)
    implements LaneProgram<Tuple2<Long, int[]>> {

  @Override
  public Map<String, String> facts() {
    return Engine.load().facts();
  }

  @Override
  public Work prepare(int lane, Iterator<Tuple2<Long, int[]>> records, Path folder)
      throws IOException {
    PartitionFile partition = write(records, folder.resolve("lane-" + lane + ".tokens"));
    LaneBatches samples = new LaneBatches(partition, network.window(), batch, loop.seed(), lane);
    Replica<WindowBatch> replica = Engine.load().nextWord(network);
    return new Training(replica, batches(samples));
  }

  private PartitionFile write(Iterator<Tuple2<Long, int[]>> records, Path file) throws IOException {
    try (PartitionWriter writer = new PartitionWriter(file, network.vocabulary())) {
      while (records.hasNext()) {
        Tuple2<Long, int[]> record = records.next();
        writer.add(record._1(), record._2());
      }
      return writer.finish();
    }
  }

  private BatchSource<WindowBatch> batches(LaneBatches samples) {
    WindowBatch reused =
        new WindowBatch(network.window(), new int[batch * network.window()], new int[batch]);
    return clock -> {
      samples.read(clock, reused.contexts(), reused.targets());
      return reused;
    };
  }

  /** A lane with its replica. */
  private final class Training implements Work {
    private final Replica<WindowBatch> replica;
    private final TrainingLoop<WindowBatch> training;

    Training(Replica<WindowBatch> replica, BatchSource<WindowBatch> batches) {
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

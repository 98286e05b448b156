package org.tengen.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import org.tengen.corpus.seed.Seeds;
import org.tengen.driver.launch.LaneProgram;
import org.tengen.models.Engine;
import org.tengen.models.dl4j.DataSetBatch;
import org.tengen.models.dl4j.NetworkDescription;
import org.tengen.models.dl4j.NetworkReplica;
import org.tengen.ps.client.LaneSession;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.worker.BatchSource;
import org.tengen.worker.TrainingLoop;
import org.tengen.worker.WorkerTime;

/**
 * A lane of a fit: it keeps its examples in a file of the task's own and trains a replica of the
 * network on them.
 *
 * @param iterations batches a round
 * @param firstIteration the network's iterations before the fit
 * @param updatesPerClock updates while every lane makes one iteration
 */
record LaneTraining(
    NetworkDescription network,
    int iterations,
    int firstIteration,
    int updatesPerClock,
    TrainingLoop.Settings loop)
    implements LaneProgram<byte[]> {

  @Override
  public Map<String, String> facts() {
    return Engine.load().facts();
  }

  @Override
  public Work prepare(int lane, Iterator<byte[]> records, Path folder) throws IOException {
    Engine.load();
    ExampleFile file = ExampleFile.write(folder.resolve("examples"), records);
    long rounds = Seeds.derive(Seeds.derive(loop.seed(), "round"), lane);
    LaneBatches batches = new LaneBatches(file, new BatchShape(file.count(), iterations, rounds));
    NetworkReplica replica = new NetworkReplica(network);
    BatchSource<DataSetBatch> source =
        clock -> new DataSetBatch(batches.at(clock), iteration(clock));
    return new Lane(file, replica, new TrainingLoop<>(loop, replica, source, WorkerTime.system()));
  }

  private int iteration(long clock) {
    return (int) Math.min(firstIteration + clock * updatesPerClock, Integer.MAX_VALUE);
  }

  /** A lane that is ready. */
  private record Lane(ExampleFile file, NetworkReplica replica, TrainingLoop<DataSetBatch> training)
      implements Work {
    @Override
    public StepTotals run(LaneSession session) throws InterruptedException {
      return training.run(session);
    }

    @Override
    public void close() {
      replica.close();
      file.close();
    }
  }
}

package org.tengen.driver.exercise;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import org.tengen.corpus.seed.Seeds;
import org.tengen.driver.launch.LaneProgram;
import org.tengen.models.Engine;
import org.tengen.models.Replica;
import org.tengen.models.dl4j.DataSetBatch;
import org.tengen.models.dl4j.exercise.Exercise;
import org.tengen.ps.client.LaneSession;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.worker.BatchSource;
import org.tengen.worker.TrainingLoop;
import org.tengen.worker.WorkerTime;

/** A lane of an exercise: (seed, lane, clock) decide the examples of its steps. */
record ExerciseProgram(Exercise exercise, TrainingLoop.Settings loop)
    implements LaneProgram<Integer> {
  @Override
  public Map<String, String> facts() {
    return Engine.load().facts();
  }

  @Override
  public Work prepare(int lane, Iterator<Integer> records, Path folder) {
    Engine.load();
    long laneSeed = Seeds.derive(Seeds.derive(loop.seed(), "examples"), lane);
    BatchSource<DataSetBatch> batches = clock -> exercise.examples(Seeds.derive(laneSeed, clock));
    Replica<DataSetBatch> replica = exercise.replica();
    return new Lane(replica, new TrainingLoop<>(loop, replica, batches, WorkerTime.system()));
  }

  /** A lane that is ready. */
  private record Lane(Replica<DataSetBatch> replica, TrainingLoop<DataSetBatch> training)
      implements Work {
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

package org.tengen.driver.training;

import org.tengen.driver.launch.LaneProgram;
import org.tengen.models.Batch;
import org.tengen.models.Replica;
import org.tengen.ps.client.LaneSession;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.worker.BatchSource;
import org.tengen.worker.TrainingLoop;
import org.tengen.worker.WorkerTime;

/**
 * A lane with its replica, which it closes.
 *
 * @param <B> what the replica computes on
 */
final class ReplicaWork<B extends Batch> implements LaneProgram.Work {
  private final Replica<B> replica;
  private final TrainingLoop<B> training;

  ReplicaWork(TrainingLoop.Settings loop, Replica<B> replica, BatchSource<B> batches) {
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

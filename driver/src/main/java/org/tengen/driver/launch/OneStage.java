package org.tengen.driver.launch;

import java.util.List;
import org.apache.spark.SparkJobInfo;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkStatusTracker;
import org.tengen.ps.server.Statistics;

/** All lanes in one stage: each has its task from the first moment to the last. */
final class OneStage implements LaneJobs {
  private final JavaSparkStatusTracker tracker;
  private final JavaFutureAction<List<LaneOutcome>> job;

  private OneStage(JavaSparkStatusTracker tracker, JavaFutureAction<List<LaneOutcome>> job) {
    this.tracker = tracker;
    this.job = job;
  }

  /** Starts the job. */
  static <T> OneStage start(
      JavaSparkStatusTracker tracker, JavaRDD<T> partitions, LaneTask<T> task) {
    return new OneStage(tracker, partitions.mapPartitionsWithIndex(task, true).collectAsync());
  }

  @Override
  public boolean look(Statistics statistics) throws InterruptedException {
    return running();
  }

  /** {@link #look}, for which it is all the same what the lanes have done. */
  boolean running() throws InterruptedException {
    if (!job.isDone()) {
      return true;
    }
    TaskFailure.requireSuccess(job);
    return false;
  }

  @Override
  public boolean cancel() {
    boolean runs = !job.isDone();
    if (runs) {
      job.cancel(true);
    }
    return runs;
  }

  @Override
  public int activeTasks() {
    return activeTasks(tracker, job);
  }

  /** Tasks of {@code job} that are at work now. */
  static int activeTasks(JavaSparkStatusTracker tracker, JavaFutureAction<?> job) {
    int active = 0;
    for (int id : job.jobIds()) {
      SparkJobInfo info = tracker.getJobInfo(id);
      active += info == null ? 0 : Standstill.activeTasks(tracker, info);
    }
    return active;
  }
}

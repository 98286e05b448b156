package org.tengen.driver.launch;

import java.time.Duration;
import org.apache.spark.JobExecutionStatus;
import org.apache.spark.SparkJobInfo;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.JavaSparkStatusTracker;
import org.tengen.ps.server.RunFailedException;

/**
 * Notices that Spark has had something to do in a job group, and no task at work, for too long: the
 * executors have gone, and Spark would wait for others for ever. Used by one thread.
 */
final class Standstill {
  private final JavaSparkContext spark;
  private final String group;
  private final Duration longest;
  private long movedNs = System.nanoTime();

  Standstill(JavaSparkContext spark, String group, Duration longest) {
    this.spark = spark;
    this.group = group;
    this.longest = longest;
  }

  /**
   * Looks.
   *
   * @param waitedFor who or what does not come, for the error
   * @throws RunFailedException when nothing has moved for too long
   */
  void check(String waitedFor) {
    long now = System.nanoTime();
    if (!stands()) {
      movedNs = now;
    } else if (now - movedNs > longest.toNanos()) {
      throw new RunFailedException(
          "%s: no task has run for %d s, and Spark has slots for %d; see that its executors live"
              .formatted(waitedFor, longest.toSeconds(), Slots.count(spark.sc())));
    }
  }

  /** Whether there is a job and no task of any. */
  private boolean stands() {
    JavaSparkStatusTracker tracker = spark.statusTracker();
    boolean working = false;
    for (int id : tracker.getJobIdsForGroup(group)) {
      SparkJobInfo job = tracker.getJobInfo(id);
      boolean running = job != null && job.status() == JobExecutionStatus.RUNNING;
      working |= running;
      if (running && activeTasks(tracker, job) > 0) {
        return false;
      }
    }
    return working;
  }

  /** Tasks of the job that are at work now. */
  static int activeTasks(JavaSparkStatusTracker tracker, SparkJobInfo job) {
    int active = 0;
    for (int stage : job.stageIds()) {
      SparkStageInfo running = tracker.getStageInfo(stage);
      active += running == null ? 0 : running.numActiveTasks();
    }
    return active;
  }
}

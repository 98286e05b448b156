package org.tengen.driver.launch;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.driver.StoppedResumable;
import org.tengen.ps.server.RunFailedException;

/**
 * Work of the driver that waits for Spark's jobs, on a thread of its own, so that a stop and a
 * standstill end it soon.
 *
 * @param what as in "reading the corpus"
 * @param longest in which Spark may have a job of the work and no task that runs
 * @param stop asked about ten times a second
 */
public record Attended(
    JavaSparkContext spark, String what, Duration longest, BooleanSupplier stop) {
  private static final long LOOK_MS = 100;
  private static final long END_MS = 5000;

  /**
   * Does the work.
   *
   * @throws StoppedResumable when it was asked to stop
   * @throws RunFailedException at a standstill
   */
  public <R> R run(Callable<R> work) throws InterruptedException {
    String group = "tengen-" + UUID.randomUUID();
    FutureTask<R> task = new FutureTask<>(() -> inGroup(group, work));
    Thread thread = new Thread(task, "tengen-attended");
    thread.setDaemon(true);
    thread.start();
    try {
      return follow(task, new Standstill(spark, group, longest));
    } finally {
      if (!task.isDone()) {
        end(thread, group);
      }
    }
  }

  private <R> R inGroup(String group, Callable<R> work) throws Exception {
    spark.setJobGroup(group, what, true);
    return work.call();
  }

  private <R> R follow(FutureTask<R> task, Standstill standstill) throws InterruptedException {
    while (true) {
      try {
        return task.get(LOOK_MS, TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        throw unchecked(e);
      } catch (TimeoutException e) {
        if (stop.getAsBoolean()) {
          throw new StoppedResumable("stopped while " + what + ": go on with --resume");
        }
        standstill.check(what);
      }
    }
  }

  /** Spark throws checked exceptions that its methods do not declare. */
  private RuntimeException unchecked(ExecutionException failed) {
    Throwable cause = failed.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known
        ? known
        : new RunFailedException(what + ": " + TaskFailure.line(failed));
  }

  /** Lets the jobs and the thread see that nobody waits for them any more, where they still are. */
  private void end(Thread thread, String group) throws InterruptedException {
    long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(END_MS);
    while (thread.isAlive() && System.nanoTime() - endNs < 0) {
      spark.sc().cancelJobGroup(group);
      thread.interrupt();
      thread.join(LOOK_MS);
    }
  }
}

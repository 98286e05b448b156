package org.tengen.driver.launch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.ps.host.HostArrivals;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;

/**
 * Hosts of shards in tasks of a Spark job of their own, one task for each shard and two at the
 * least where shards have replicas, which lasts as long as the run. Spark removes no executor that
 * has a task, so dynamic allocation leaves them alone.
 */
final class ExecutorHosts implements AutoCloseable {
  private static final long LOOK_MS = 100;
  private static final long SETTLE_S = 5;

  /** A host waits longer for its run than the driver does for all hosts. */
  private static final Duration SLACK = Duration.ofSeconds(30);

  private final JavaFutureAction<Void> job;
  private final HostArrivals arrivals;
  private final int hosts;
  private final Duration deadline;
  private final boolean apart;

  private ExecutorHosts(
      JavaFutureAction<Void> job,
      HostArrivals arrivals,
      int hosts,
      Duration deadline,
      boolean apart) {
    this.apart = apart;
    this.job = job;
    this.arrivals = arrivals;
    this.hosts = hosts;
    this.deadline = deadline;
  }

  /** Starts them; they come to {@code door}. */
  static ExecutorHosts start(
      JavaSparkContext spark, Reach reach, Secret secret, RunKey key, Door door) {
    int hosts = reach.slots();
    HostArrivals arrivals = new HostArrivals(hosts);
    door.serve(HostArrivals.TARGET, arrivals);
    Duration deadline = reach.startDeadline();
    HostTask task =
        new HostTask(secret, key, door.knownAddress(), reach.connections(), deadline.plus(SLACK));
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, hosts).boxed().toList());
    String group = reach.run() + "-shards";
    JobLabels callers = JobLabels.of(spark);
    spark.setJobGroup(group, "shards of " + reach.description(), true);
    try {
      JavaFutureAction<Void> job = spark.parallelize(numbers, hosts).foreachPartitionAsync(task);
      return new ExecutorHosts(job, arrivals, hosts, deadline, reach.replicas() > 1);
    } finally {
      callers.restore();
    }
  }

  /**
   * Waits until all listen.
   *
   * @return where; each, if shards have replicas, in another executor than the next
   * @throws RunFailedException if they do not in time, or cannot be so; one line says how many, or
   *     why
   */
  List<ServerAddress> await() throws InterruptedException {
    List<HostArrivals.Arrival> arrived = arrivals.await(deadline, () -> !job.isDone());
    if (arrived.size() < hosts) {
      throw new RunFailedException(
          "%d of %d hosts of shards have started on executors within %d s%s"
              .formatted(arrived.size(), hosts, deadline.toSeconds(), why()));
    }
    return apart
        ? HostArrivals.apart(arrived)
        : arrived.stream().map(HostArrivals.Arrival::address).toList();
  }

  private String why() throws InterruptedException {
    if (!job.isDone()) {
      return "";
    }
    try {
      job.get();
      return ": their tasks have ended";
    } catch (ExecutionException e) {
      return ": " + TaskFailure.line(e);
    }
  }

  /** Ends the tasks that have not ended with the run. */
  @Override
  public void close() {
    try {
      long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_S);
      while (!job.isDone() && System.nanoTime() - endNs < 0) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!job.isDone()) {
      job.cancel(true);
    }
  }
}

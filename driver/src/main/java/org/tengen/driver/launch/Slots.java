package org.tengen.driver.launch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.status.api.v1.ExecutorSummary;
import org.tengen.driver.WrongSetting;

/**
 * The tasks that a cluster can run at once. All lanes of a run meet before the first step, so a run
 * with more lanes than slots would wait for ever: it is refused instead.
 */
public final class Slots {
  private static final long POLL_MS = 100;
  private static final long TELL_NS = TimeUnit.SECONDS.toNanos(5);

  private Slots() {}

  /**
   * Waits until {@code lanes} tasks can run at once.
   *
   * @throws WrongSetting naming both numbers, when the deadline passes first
   */
  public static void await(SparkContext spark, int lanes, Duration deadline)
      throws InterruptedException {
    await(spark, lanes, 0, deadline);
  }

  /**
   * The same where {@code shards} more tasks hold a shard each.
   *
   * @throws WrongSetting naming all numbers, when the deadline passes first
   */
  public static void await(SparkContext spark, int lanes, int shards, Duration deadline)
      throws InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    int slots = count(spark);
    while (slots < lanes + shards && System.nanoTime() < end) {
      if (SparkStart.isLocal(spark.conf())) {
        break;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
      slots = count(spark);
    }
    if (slots < lanes + shards) {
      throw tooFew(spark.master(), slots, lanes, shards, deadline);
    }
  }

  private static WrongSetting tooFew(
      String master, int slots, int lanes, int shards, Duration deadline) {
    String who =
        shards == 0
            ? "workers=" + lanes
            : "workers=%d and shards=%d with placement=executors".formatted(lanes, shards);
    return new WrongSetting(
        ("%s: the cluster %s has slots for %d tasks at once after %d s%s; use --workers %d"
                + " or fewer, or give the application more executors or cores"
                + " (--conf spark.cores.max, --conf spark.executor.instances)")
            .formatted(
                who,
                master,
                slots,
                deadline.toSeconds(),
                shards == 0 ? "" : ", and each worker and each shard takes one",
                Math.max(1, slots - shards)));
  }

  /** Slots now; with dynamic allocation, at its maximum. */
  public static int count(SparkContext spark) {
    SparkConf conf = spark.conf();
    int registered = registered(spark);
    if (!conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      return registered;
    }
    long executors = conf.getInt("spark.dynamicAllocation.maxExecutors", Integer.MAX_VALUE);
    long each = conf.getInt("spark.executor.cores", 1) / conf.getInt("spark.task.cpus", 1);
    return (int) Math.max(registered, Math.min(Integer.MAX_VALUE, executors * each));
  }

  /**
   * The most tasks that one executor runs at once, of those that are there. On a standalone cluster
   * without {@code spark.executor.cores} an executor has all cores of its worker, so only the
   * executors themselves can say it.
   */
  public static int perExecutor(SparkContext spark) throws InterruptedException {
    long end = System.nanoTime() + TELL_NS;
    List<Integer> tasks = tasksOfExecutors(spark);
    // Spark tells of an executor a moment after it counts its slots
    while (sum(tasks) < registered(spark) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
      tasks = tasksOfExecutors(spark);
    }
    SparkConf conf = spark.conf();
    boolean whole = spark.master().startsWith("spark:") && !conf.contains("spark.executor.cores");
    int asked = conf.getInt("spark.executor.cores", 1) / conf.getInt("spark.task.cpus", 1);
    int most = tasks.stream().mapToInt(Integer::intValue).max().orElse(0);
    return most == 0 && whole ? Integer.MAX_VALUE : Math.max(most, Math.max(1, asked));
  }

  private static int sum(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).sum();
  }

  private static List<Integer> tasksOfExecutors(SparkContext spark) {
    List<Integer> tasks = new ArrayList<>();
    scala.collection.Iterator<ExecutorSummary> all =
        spark.statusStore().executorList(true).iterator();
    while (all.hasNext()) {
      tasks.add(all.next().maxTasks());
    }
    return tasks;
  }

  /** Slots of the executors that are there now. */
  static int registered(SparkContext spark) {
    return spark.maxNumConcurrentTasks(spark.resourceProfileManager().defaultResourceProfile());
  }
}

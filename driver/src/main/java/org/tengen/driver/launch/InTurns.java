package org.tengen.driver.launch;

import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.tengen.ps.server.LaneStatistics;
import org.tengen.ps.server.ParameterServer;
import org.tengen.ps.server.Statistics;
import scala.runtime.AbstractFunction1;

/**
 * A job for each lane that runs, so that lanes move between executors, and executors may come and
 * go: a lane whose task ends early is started again where a slot is free.
 *
 * @param <T> the records of a partition
 */
final class InTurns<T> implements LaneJobs {
  /** A worker says something every half second. */
  private static final Duration HEARD = Duration.ofSeconds(5);

  private final JavaSparkContext spark;
  private final ParameterServer server;
  private final JavaRDD<T> partitions;
  private final LaneTask<T> task;
  private final int taken;
  private final String description;
  private final Turns turns;
  private final Map<Integer, JavaFutureAction<List<LaneOutcome>>> jobs = new HashMap<>();

  /** By lane, how many leases it had had when it was launched. */
  private final Map<Integer, Integer> leases = new HashMap<>();

  /**
   * No lane runs.
   *
   * @param taken slots that are taken by other than lanes
   * @param settings of the launch
   */
  InTurns(
      JavaSparkContext spark,
      ParameterServer server,
      JavaRDD<T> partitions,
      LaneTask<T> task,
      int taken,
      Launch.Settings settings) {
    this.spark = spark;
    this.server = server;
    this.partitions = partitions;
    this.task = task;
    this.taken = taken;
    this.description = settings.description();
    this.turns = new Turns(partitions.getNumPartitions(), settings.turn().toNanos());
  }

  @Override
  public boolean look(Statistics statistics) throws InterruptedException {
    for (int lane : List.copyOf(jobs.keySet())) {
      JavaFutureAction<List<LaneOutcome>> job = jobs.get(lane);
      if (job != null && job.isDone()) {
        TaskFailure.requireSuccess(job);
        jobs.remove(lane);
        turns.ended(lane);
      }
    }
    // one that was told so: a lane that does not run has no iteration under way
    boolean spent = statistics.lanes().stream().anyMatch(LaneStatistics::finished);
    if (!spent) {
      Turns.Decision decision =
          turns.decide(
              System.nanoTime(),
              Slots.registered(spark.sc()) - taken,
              Slots.count(spark.sc()) - taken,
              lane -> atWork(statistics.lanes().get(lane)),
              lane -> statistics.lanes().get((int) lane).clock());
      for (int lane : decision.launch()) {
        leases.put(lane, statistics.lanes().get(lane).incarnation());
        jobs.put(lane, start(lane));
      }
      if (decision.vacate() != null) {
        server.vacate(decision.vacate());
      }
    }
    return !spent || !jobs.isEmpty();
  }

  /** Whether a task of the lane's has joined since its launch, and is heard. */
  private boolean atWork(LaneStatistics lane) {
    int before = leases.getOrDefault(lane.lane(), Integer.MAX_VALUE);
    return lane.incarnation() > before && lane.silent().compareTo(HEARD) < 0;
  }

  private JavaFutureAction<List<LaneOutcome>> start(int lane) {
    spark.setJobDescription("lane " + lane + " of " + description);
    JavaRDD<T> alone =
        new JavaRDD<>(
            PartitionPruningRDD.create(partitions.rdd(), new Only(lane)), partitions.classTag());
    return alone.mapPartitions(new Lane<>(task, lane)).collectAsync();
  }

  @Override
  public boolean cancel() {
    List<JavaFutureAction<List<LaneOutcome>>> running =
        jobs.values().stream().filter(job -> !job.isDone()).toList();
    running.forEach(job -> job.cancel(true));
    return !running.isEmpty();
  }

  @Override
  public int activeTasks() {
    return jobs.values().stream()
        .mapToInt(job -> OneStage.activeTasks(spark.statusTracker(), job))
        .sum();
  }

  /** Whether a partition is the lane's. */
  private static final class Only extends AbstractFunction1<Object, Object>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int lane;

    Only(int lane) {
      this.lane = lane;
    }

    @Override
    public Object apply(Object partition) {
      return partition.equals(lane);
    }
  }

  /** A lane's task, which is the only one of its stage. */
  private record Lane<T>(LaneTask<T> task, int lane)
      implements FlatMapFunction<Iterator<T>, LaneOutcome> {
    @Override
    public Iterator<LaneOutcome> call(Iterator<T> records) throws Exception {
      return task.call(lane, records);
    }
  }
}

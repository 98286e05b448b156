package org.tengen.ps.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tengen.ps.lane.Coordinator;
import org.tengen.ps.lane.CoordinatorSettings;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.training.Course;

/** The process of the shards and the coordinator, all of them real, from its start to its death. */
final class Server {
  static final int COORDINATOR = -1;

  private static final long RENDEZVOUS_NS = 60_000_000_000L;

  private final Cluster cluster;
  private final Coordinator coordinator;
  private final List<ShardProcess> processes = new ArrayList<>();
  private final Shards shards;
  private boolean alive = true;

  /** A server that goes on from something. */
  Server(Cluster cluster, Beginning from, Mutation mutation) {
    this.cluster = cluster;
    this.shards = from.shards(cluster, this, mutation);
    Course course = cluster.course();
    this.coordinator =
        new Coordinator(
            new CoordinatorSettings(
                course.lanes(),
                course.lanes(),
                course.strategy().gathering().reproducible(),
                RENDEZVOUS_NS),
            shards::place,
            () -> {});
  }

  /** Everything is in its place. */
  void start() {
    shards.start();
  }

  static String name(int target) {
    return target == COORDINATOR ? "coordinator" : "process " + target;
  }

  boolean alive() {
    return alive;
  }

  void kill() {
    alive = false;
    processes.forEach(ShardProcess::kill);
  }

  Shards shards() {
    return shards;
  }

  Witness witness() {
    return shards.witness();
  }

  Optional<Replicas> replicas() {
    return alive ? shards.replicas() : Optional.empty();
  }

  /** All there have ever been, by number. */
  List<ShardProcess> processes() {
    return processes;
  }

  /** A process begins. */
  void add(ShardProcess process) {
    processes.add(process);
  }

  /** Whether somebody can come to a process, or to the coordinator. */
  boolean reachable(int target) {
    return alive && (target == COORDINATOR || processes.get(target).alive());
  }

  /** Whether every shard has the whole budget. */
  boolean finished() {
    for (int shard = 0; shard < cluster.trained().shards(); shard++) {
      if (shards.pushes(shard) != cluster.course().pushes()) {
        return false;
      }
    }
    return true;
  }

  void deliver(int target, Request request, ReplyHandler handler) {
    if (cluster.trace().on()) {
      cluster.say(name(target) + " is asked " + Words.of(request));
    }
    if (target == COORDINATOR) {
      coordinator.submit(request, handler);
      coordinator.doWork(cluster.time().nowNs());
    } else {
      processes.get(target).deliver(request, handler);
    }
  }

  /** One turn of a process, unless it is stopped. */
  void turn(int process) {
    if (alive) {
      processes.get(process).turn();
    }
  }

  /** Everybody looks at the clock. */
  void tick() {
    coordinator.doWork(cluster.time().nowNs());
    processes.forEach(ShardProcess::turn);
  }

  /** A process stops for a while. */
  void stall(int process, long forNs) {
    processes.get(process).stall(forNs);
  }

  @Override
  public String toString() {
    return "clocks "
        + shards.ends().stream().map(each -> Arrays.toString(each.laneClocks())).toList();
  }
}

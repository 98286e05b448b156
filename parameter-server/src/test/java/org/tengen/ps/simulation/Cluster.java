package org.tengen.ps.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.time.VirtualTime;
import org.tengen.ps.training.Course;

/**
 * A run of real shards, a real coordinator, real checkpoints and the real client of every lane, on
 * simulated machines, time and network: one thread, one seed.
 */
final class Cluster {
  private static final int MOST_EVENTS = 2_000_000;
  private static final int MOST_DEATHS = 3;
  private static final long LIFE_NS = 100_000_000;
  private static final long SUCCESSOR_NS = 3_000_000;
  private static final long PARTED_NS = 40_000_000;
  private static final long SHARD_STALL_NS = 50_000_000;
  private static final long TICK_NS = 20_000_000_000L;
  private static final long LONGEST_NS = 1_000_000_000_000L;

  private final Trained trained;
  private final Course course;
  private final Faults faults;
  private final Mutation mutation;
  private final Random random;
  private final Trace trace;
  private final VirtualTime time = new VirtualTime();
  private final Happenings happenings = new Happenings();
  private final Network network;
  private final Safe safe;
  private final NoWaitPastItsDeadline deadlines;
  private final List<Worker> workers = new ArrayList<>();
  private final boolean[] spent;
  private List<Invariant> invariants = List.of();
  private Server server;
  private int deaths;
  private int started;

  Cluster(Scenario scenario, Faults faults, Mutation mutation, long seed, Trace trace) {
    this.trained = scenario.trained();
    this.course = trained.course();
    this.faults = faults;
    this.mutation = mutation;
    this.random = new Random(seed * 0x9e3779b97f4a7c15L);
    this.trace = trace;
    this.network = new Network(time, random, faults, happenings, trace);
    this.safe = trained.safe(random, happenings);
    this.deadlines = new NoWaitPastItsDeadline(trained.patience());
    this.spent = new boolean[course.lanes()];
    this.server = start(safe.initial(mutation));
    every(faults.partitionsEveryNs(), this::part);
    every(faults.shardStallsEveryNs(), this::stall);
    if (trained.replicas() > 1) {
      every(faults.replicas().deathsEveryNs(), () -> server.replicas().ifPresent(Replicas::kill));
      every(faults.replicas().stallsEveryNs(), () -> server.replicas().ifPresent(Replicas::stall));
      every(
          faults.replicas().partitionsEveryNs(), () -> server.replicas().ifPresent(Replicas::part));
    }
    time.after(TICK_NS, this::tick);
  }

  Trained trained() {
    return trained;
  }

  Course course() {
    return course;
  }

  Faults faults() {
    return faults;
  }

  VirtualTime time() {
    return time;
  }

  Network network() {
    return network;
  }

  Trace trace() {
    return trace;
  }

  Happenings happenings() {
    return happenings;
  }

  void happened(Happening happening) {
    happenings.count(happening);
  }

  double uniform() {
    return random.nextDouble();
  }

  double gaussian() {
    return random.nextGaussian();
  }

  void say(String what) {
    trace.say(time.nowNs(), what);
  }

  /** Checkpoints are taken at every so many samples; 0 where nothing goes wrong. */
  long checkpointSamples() {
    return faults.serverDeath() > 0 ? 2L * course.lanes() * Scenario.BATCH : 0;
  }

  /** Runs until every shard has the whole budget and every lane was told so. */
  void run() {
    runUntil(Long.MAX_VALUE);
    invariants.forEach(invariant -> invariant.checkEnd(server));
  }

  /**
   * Runs until the end, or until {@code pushes} are applied.
   *
   * @return whether it is the end
   */
  boolean runUntil(long pushes) {
    for (int event = 0; event < MOST_EVENTS; event++) {
      if (!time.next()) {
        throw new Violation(Cluster.class, "nothing happens any more");
      }
      check();
      if (server.finished() && allSpent()) {
        return true;
      }
      if (server.shards().pushes(0) >= pushes) {
        return false;
      }
    }
    throw new Violation(Cluster.class, "no end after " + MOST_EVENTS + " events: " + server);
  }

  /** The weights as they are. */
  float[] weights() {
    return server.shards().weights();
  }

  /** What each shard has done. */
  List<End> ends() {
    return server.shards().ends();
  }

  /** A lane was told that the budget is spent. */
  void spent(int lane) {
    spent[lane] = true;
  }

  /** A lane's worker is taken for dead, and may be; another takes the lane over. */
  void lose(Worker worker, boolean killed) {
    if (worker.dead()) {
      return;
    }
    happened(killed ? Happening.WORKER_KILLED : Happening.WORKER_REPLACED);
    say(worker + (killed ? " is killed" : " is replaced, and goes on"));
    if (killed) {
      worker.kill();
      if (trained.keepsResidual()) {
        happened(Happening.RESIDUAL_LOST);
      }
    }
    Server born = server;
    time.after(
        1 + random.nextInt((int) SUCCESSOR_NS),
        () -> {
          if (server == born && born.alive()) {
            work(worker.lane());
          }
        });
  }

  /** An image of all shards is whole: it is written, a little later. */
  void checkpoint(Server from, Saved image) {
    time.after(
        1 + random.nextInt((int) SUCCESSOR_NS),
        () -> {
          if (from == server && from.alive()) {
            say("a checkpoint of " + image.samples() + " samples is written");
            if (!safe.write(image, deaths < MOST_DEATHS && network.chance(faults.tear()))) {
              say("and its writer dies");
              die();
            }
          }
        });
  }

  private void check() {
    List<Answered> answers = server.witness().answers();
    List<Stand> changed = server.alive() ? server.shards().changed() : List.of();
    if (!answers.isEmpty() || !changed.isEmpty()) {
      for (Invariant invariant : invariants) {
        invariant.check(server, answers, changed);
      }
    }
    for (int i = 0; i < workers.size(); i++) {
      deadlines.check(workers.get(i), time.nowNs());
    }
  }

  private boolean allSpent() {
    for (boolean each : spent) {
      if (!each) {
        return false;
      }
    }
    return true;
  }

  // ---- what goes wrong ----

  private void every(long meanNs, Runnable action) {
    if (meanNs > 0) {
      long afterNs = 1 + (long) (-Math.log(1 - random.nextDouble()) * meanNs);
      time.after(
          afterNs,
          () -> {
            action.run();
            every(meanNs, action);
          });
    }
  }

  private void part() {
    int lane = random.nextInt(course.lanes());
    int process = random.nextInt(server.processes().size());
    happened(Happening.PARTITIONED);
    say("lane " + lane + " and " + Server.name(process) + " cannot reach each other");
    network.part(Network.site(lane), process, 1 + random.nextInt((int) PARTED_NS));
  }

  private void stall() {
    int process = random.nextInt(server.processes().size());
    happened(Happening.SHARD_STALLED);
    say(Server.name(process) + " stops for a while");
    server.stall(process, 1 + random.nextInt((int) SHARD_STALL_NS));
  }

  private void tick() {
    if (time.nowNs() > LONGEST_NS) {
      throw new Violation(NoWaitPastItsDeadline.class, "the run has no end: " + server);
    }
    if (server.alive()) {
      server.tick();
    }
    time.after(TICK_NS, this::tick);
  }

  private void stopOrDie(Server aged) {
    if (aged != server || !aged.alive() || aged.finished()) {
      return;
    }
    if (network.chance(0.3)) {
      happened(Happening.SERVER_STOPPED);
      say("the server is stopped");
      safe.write(aged.shards().stop(), false);
    } else {
      happened(Happening.SERVER_KILLED);
      say("the server is killed");
    }
    die();
  }

  /** Nobody has a shard any more: what is left of the server goes too. */
  void lostShard(Server from, int shard) {
    if (from == server && from.alive()) {
      say("shard " + shard + " is lost");
      die();
    }
  }

  /** Whether the run may still come to its end when everybody who has a shard dies. */
  boolean mayLoseAll() {
    return deaths < MOST_DEATHS && network.chance(0.1);
  }

  /** The server is gone; soon another starts, and other workers, from what the store has. */
  private void die() {
    deaths++;
    Server gone = server;
    gone.kill();
    network.cutAll(gone);
    time.after(1 + random.nextInt((int) SUCCESSOR_NS), this::restart);
  }

  private void restart() {
    if (network.chance(0.3)) {
      safe.rot();
    }
    Optional<Beginning> found = safe.restored(mutation);
    found.ifPresent(image -> happened(Happening.RESTORED));
    say(
        "the server starts again from "
            + found.map(image -> image.samples() + " samples").orElse("the beginning"));
    workers.forEach(Worker::kill);
    workers.clear();
    Arrays.fill(spent, false);
    server = start(found.orElseGet(() -> safe.initial(mutation)));
  }

  private Server start(Beginning from) {
    invariants = invariants();
    Server fresh = new Server(this, from, mutation);
    server = fresh;
    fresh.start();
    for (int lane = 0; lane < course.lanes(); lane++) {
      work(lane);
    }
    if (deaths < MOST_DEATHS && network.chance(faults.serverDeath())) {
      time.after(random.nextInt((int) LIFE_NS), () -> stopOrDie(fresh));
    }
    return fresh;
  }

  private List<Invariant> invariants() {
    Strategy strategy = course.strategy();
    List<Invariant> all = new ArrayList<>();
    all.add(new ExactlyOnce(trained));
    all.add(new SspBound(trained));
    all.add(new BspEquality(strategy));
    all.add(new MonotonicReads(trained));
    all.add(new NewestLeaseOnly());
    all.add(new NoPullWaitsInVain(strategy, trained.replicas()));
    all.add(new BudgetExact(course));
    all.add(new AppliedOrListed(strategy.gathering().leavesOut()));
    if (mutation.looksInside()) {
      all.add(new ReplicasAgree());
    }
    return all;
  }

  private void work(int lane) {
    Worker worker = new Worker(this, server, lane, ++started);
    workers.removeIf(Worker::dead);
    workers.add(worker);
    say(worker + " starts");
    worker.start();
  }
}

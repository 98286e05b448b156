package org.tengen.ps.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.replica.ReplicaStatus;
import org.tengen.ps.replica.Role;
import org.tengen.ps.replica.Succession;

/**
 * The replicas of all shards, each on a machine of its own, and the coordinator's side of them: who
 * leads, who is watched, and what goes wrong with them.
 */
final class Replicas {
  private static final long LEASE_NS = 8_000_000;
  private static final long REOPEN_NS = 2_000_000;
  private static final long PARTED_NS = 30_000_000;
  private static final long STALL_NS = 20_000_000;

  private final Cluster cluster;
  private final Server server;
  private final Mutation mutation;
  private final List<ShardProcess> processes;

  /** By shard. */
  private final List<Succession> successions = new ArrayList<>();

  private final List<Watch> watches = new ArrayList<>();
  private final Joining joining;

  /** By process, the connection that it has to its primary. */
  private final Map<ShardProcess, Link> links = new HashMap<>();

  private final Map<ShardProcess, ReplicaStatus> last = new HashMap<>();

  /** Of processes of which shard {@code s} has numbers {@code s} and {@code s + shards}. */
  Replicas(Cluster cluster, Server server, DenseShards dense, Mutation mutation) {
    this.cluster = cluster;
    this.server = server;
    this.processes = server.processes();
    this.mutation = mutation;
    this.joining = new Joining(cluster, server, dense, this, mutation);
    int shards = processes.size() / 2;
    for (int shard = 0; shard < shards; shard++) {
      Succession succession = new Succession(shard, shard, shard + shards, LEASE_NS);
      successions.add(succession);
      for (int process = shard; process < processes.size(); process += shards) {
        watches.add(new Watch(cluster, succession, processes.get(process), mutation));
      }
    }
  }

  /** Begins to look after them. */
  void start() {
    for (Watch watch : watches) {
      look(watch);
      follow(watch.process());
    }
    joining.start();
  }

  /** A process has come to be a replica too. */
  void add(ShardProcess process) {
    Watch watch = new Watch(cluster, succession(process.shardIndex()), process, mutation);
    watches.add(watch);
    look(watch);
    follow(process);
  }

  Succession succession(int shard) {
    return successions.get(shard);
  }

  ShardProcess primary(int shard) {
    return processes.get(succession(shard).primary());
  }

  /** Where the coordinator says that a shard is. */
  Reply.Placed place(int shard) {
    Succession succession = successions.get(shard);
    return new Reply.Placed(succession.epoch(), String.valueOf(succession.primary()));
  }

  /**
   * Who has all that a shard has ever acknowledged: its primary, or if that is dead its successor.
   */
  ShardProcess current(int shard) {
    Succession succession = successions.get(shard);
    ShardProcess primary = processes.get(succession.primary());
    return primary.alive() || succession.successor() == Succession.NOBODY
        ? primary
        : processes.get(succession.successor());
  }

  /** Whether the process has all that its shard has acknowledged, and goes on. */
  boolean counts(ShardProcess process) {
    Succession succession = successions.get(process.shardIndex());
    return process.alive()
        && (process.number() == succession.primary() || process.number() == succession.successor());
  }

  /**
   * The successor of a primary, if both live, are awake and have done the same; null if it cannot
   * be told now.
   */
  @Nullable ShardProcess level(ShardProcess primary) {
    Succession succession = successions.get(primary.shardIndex());
    if (primary.number() != succession.primary() || succession.successor() == Succession.NOBODY) {
      return null;
    }
    ShardProcess successor = processes.get(succession.successor());
    boolean awake =
        primary.alive() && successor.alive() && !primary.stalled() && !successor.stalled();
    return awake && primary.status().done() == successor.status().done() ? successor : null;
  }

  // ---- what goes on ----

  private void look(Watch watch) {
    if (!server.alive()) {
      return;
    }
    watch.look();
    ShardProcess process = watch.process();
    process.turn();
    notice(process);
    Succession succession = successions.get(process.shardIndex());
    if (succession.lost()) {
      cluster.lostShard(server, process.shardIndex());
    }
    cluster.time().after(Watch.LOOK_NS, () -> look(watch));
  }

  /** A successor opens the way to its primary whenever it has none. */
  private void follow(ShardProcess process) {
    if (!server.alive() || !process.alive()) {
      return;
    }
    Link link = links.get(process);
    boolean needs = process.status().role() == Role.SUCCESSOR && (link == null || link.broken());
    ShardProcess primary = processes.get(successions.get(process.shardIndex()).primary());
    if (needs && primary != process && !process.stalled() && primary.alive()) {
      if (!cluster.network().parted(primary.number(), process.number())) {
        Link opened = cluster.network().link(primary, process, mutation);
        links.put(process, opened);
        process.replica().upstream(opened);
        process.turn();
      }
    }
    cluster.time().after(1L + cluster.network().choice((int) REOPEN_NS), () -> follow(process));
  }

  /** Counts what has become of a replica. */
  private void notice(ShardProcess process) {
    if (!process.alive() || process.stalled()) {
      return;
    }
    ReplicaStatus now = process.status();
    ReplicaStatus before = last.put(process, now);
    if (before == null) {
      return;
    }
    if (now.withheld() > before.withheld()) {
      cluster.happened(Happening.ANSWER_WITHHELD);
    }
    if (now.role() != before.role()) {
      cluster.say(process + " is " + now.role() + " in epoch " + now.epoch());
      cluster.happened(became(before.role(), now.role()));
    }
  }

  private static Happening became(Role before, Role now) {
    if (now == Role.FENCED) {
      return Happening.FENCED;
    }
    if (now == Role.PRIMARY) {
      return Happening.LED_AGAIN;
    }
    return before == Role.SUCCESSOR ? Happening.PROMOTED : Happening.LEFT_ALONE;
  }

  // ---- what goes wrong ----

  /** A process dies, with or without another of its shard to take over. */
  void kill() {
    ShardProcess victim = any();
    if (!victim.alive() || !counts(victim)) {
      return;
    }
    Succession succession = successions.get(victim.shardIndex());
    boolean last = succession.successor() == Succession.NOBODY;
    if (last && !cluster.mayLoseAll()) {
      return;
    }
    boolean primary = victim.number() == succession.primary();
    if (primary && !last && victim.status().waiting() > 0) {
      cluster.happened(Happening.PRIMARY_KILLED_IN_MID_PUSH);
    }
    cluster.happened(
        last
            ? Happening.LAST_REPLICA_KILLED
            : primary ? Happening.PRIMARY_KILLED : Happening.SUCCESSOR_KILLED);
    cluster.say(victim + " is killed");
    victim.kill();
    cluster.network().cutAll(victim);
  }

  /** A process stops for longer than its lease. */
  void stall() {
    ShardProcess victim = any();
    if (victim.alive()) {
      cluster.happened(Happening.REPLICA_STALLED);
      cluster.say(victim + " stops for a while");
      victim.stall(LEASE_NS + cluster.network().choice((int) STALL_NS));
    }
  }

  /** A process cannot reach the coordinator, or the other replica, or either for a while. */
  void part() {
    ShardProcess one = any();
    Succession succession = succession(one.shardIndex());
    int other =
        one.number() == succession.primary() ? succession.successor() : succession.primary();
    int which = other == Succession.NOBODY ? 1 : cluster.network().choice(3);
    long forNs = 1L + cluster.network().choice((int) PARTED_NS);
    if (which != 0) {
      cluster.happened(Happening.COORDINATOR_PARTED);
      cluster.say(one + " and the coordinator cannot reach each other");
      cluster.network().part(one.number(), Server.COORDINATOR, forNs);
    }
    if (which != 1) {
      cluster.happened(Happening.REPLICAS_PARTED);
      cluster.say(one + " and " + Server.name(other) + " cannot reach each other");
      cluster.network().part(one.number(), other, forNs);
    }
  }

  private ShardProcess any() {
    return processes.get(cluster.network().choice(processes.size()));
  }
}

package org.tengen.ps.simulation;

import java.util.concurrent.CompletableFuture;
import org.tengen.ps.replica.Handover;
import org.tengen.ps.replica.Succession;

/**
 * How an idle machine becomes the successor of a replica that is alone, one at a time: the
 * coordinator has that one lead, the machine fetches what it has, and follows it.
 */
final class Joining {
  private static final long PAUSE_NS = 3_000_000;
  private static final long LONGEST_NS = 30_000_000;
  private static final double EAGER = 0.3;

  private final Cluster cluster;
  private final Server server;
  private final DenseShards dense;
  private final Replicas replicas;
  private final Mutation mutation;

  /** The shard that is joined; negative for none. */
  private int shard = -1;

  private int joiner;
  private long deadlineNs;

  Joining(Cluster cluster, Server server, DenseShards dense, Replicas replicas, Mutation mutation) {
    this.cluster = cluster;
    this.server = server;
    this.dense = dense;
    this.replicas = replicas;
    this.mutation = mutation;
  }

  /** Looks whether there is something to do, and again later. */
  void start() {
    if (!server.alive()) {
      return;
    }
    if (shard < 0) {
      begin(cluster.network().choice(cluster.trained().shards()));
    } else {
      goOn(replicas.succession(shard));
    }
    cluster.time().after(1L + cluster.network().choice((int) PAUSE_NS), this::start);
  }

  private void begin(int candidate) {
    int number = server.processes().size();
    if (cluster.network().chance(EAGER) && replicas.succession(candidate).join(number)) {
      shard = candidate;
      joiner = number;
      deadlineNs = cluster.time().nowNs() + LONGEST_NS;
      cluster.say("replica " + number + " is to join shard " + shard);
    }
  }

  private void goOn(Succession succession) {
    if (succession.joiner() != joiner) {
      shard = -1;
    } else if (cluster.time().nowNs() > deadlineNs) {
      succession.silent(joiner);
      shard = -1;
    } else {
      ask(replicas.primary(shard));
    }
  }

  private void ask(ShardProcess primary) {
    int asked = joiner;
    if (primary.alive() && !cluster.network().chance(cluster.network().faults().drop())) {
      cluster.time().after(cluster.network().latencyNs(), () -> fetch(primary, asked));
    }
  }

  private void fetch(ShardProcess primary, int asked) {
    primary.receive(
        () -> {
          CompletableFuture<Handover> answer = primary.replica().handover();
          primary.turn();
          Handover handover = mutation.hands(answer.join());
          cluster.time().after(4 * cluster.network().latencyNs(), () -> arrive(asked, handover));
        });
  }

  private void arrive(int asked, Handover handover) {
    // another shard's primary that was asked before in the machine's name may answer late
    boolean wanted = shard == handover.copy().image().shard() && asked == joiner && server.alive();
    if (!wanted || replicas.succession(shard).joiner() != joiner) {
      return;
    }
    if (handover.leads() && handover.epoch() == replicas.succession(shard).epoch()) {
      cluster.happened(Happening.REPLICA_JOINED);
      cluster.say("replica " + joiner + " joins shard " + shard);
      replicas.add(dense.join(handover));
      replicas.succession(shard).joined(joiner);
      shard = -1;
    }
  }
}

package org.tengen.ps.simulation;

import java.util.Map;
import java.util.Random;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.Training;

/**
 * One attempt to work on a lane: joins, attaches, pulls, computes, pushes, as the lane's client
 * does, but event by event.
 */
final class Task {
  private static final long COMPUTE_NS = 1_000_000;
  private static final long RETRY_NS = 500_000;

  private final Cluster cluster;
  private final int lane;
  private final Scenario scenario;
  private final Training training;
  private final Random random;
  private final Faults faults;
  private final float[][] weights;
  private final long[] versions;
  private int incarnation;
  private long clock = Long.MAX_VALUE;
  private int answersLeft;
  private boolean spent;
  private boolean dead;

  /** Where the lane goes on once all its pulls for an earlier clock are answered; -1 mostly. */
  private long behindUntil = -1;

  Task(Cluster cluster, int lane, Random random, Faults faults) {
    this.cluster = cluster;
    this.lane = lane;
    this.scenario = cluster.scenario();
    this.training = cluster.training();
    this.random = random;
    this.faults = faults;
    this.weights = new float[training.layout().slices()][];
    this.versions = new long[weights.length];
  }

  /** Dies; what it has sent may still arrive. */
  void kill() {
    dead = true;
  }

  void join() {
    Request join = new Request.Join(lane, "simulated", Map.of("cpu", "virtual"));
    if (dead) {
      return;
    }
    cluster.sendToCoordinator(
        join,
        Network.forReply(
            reply -> {
              if (reply instanceof Reply.Joined joined) {
                incarnation = joined.incarnation();
                attachAll();
              } else {
                retry(reply, this::join);
              }
            }));
  }

  private void attachAll() {
    answersLeft = training.layout().shards();
    for (int shard = 0; shard < training.layout().shards(); shard++) {
      attach(shard, this::pullAll);
    }
  }

  private void attach(int shard, Runnable next) {
    sendToShard(
        shard,
        new Request.Attach(lane, incarnation),
        Network.forReply(
            reply -> {
              if (reply instanceof Reply.Attached attached) {
                clock = Math.min(clock, attached.clock());
                oneOf(next);
              } else {
                retry(reply, () -> attach(shard, next));
              }
            }));
  }

  private void pullAll() {
    if (dies()) {
      return;
    }
    answersLeft = training.layout().shards();
    for (int shard = 0; shard < training.layout().shards(); shard++) {
      pull(shard, clock);
    }
  }

  private void pull(int shard, long pulled) {
    Network.Ear ear =
        new Network.Ear() {
          @Override
          public void weights(int slice, long version, float[] floats) {
            if (clock == pulled) {
              weights[slice] = floats;
              versions[slice] = version;
            }
          }

          @Override
          public void reply(Reply reply) {
            if (reply instanceof Reply.BudgetSpent) {
              finish();
            } else if (reply instanceof Reply.Pulled) {
              oneOf(Task.this::pulled);
            } else if (reply instanceof Reply.Behind behind) {
              leaveBehind(behind.clock());
              oneOf(Task.this::pulled);
            } else if (behindUntil >= 0 && closed(reply)) {
              oneOf(Task.this::pulled);
            } else {
              retry(reply, () -> reattach(shard, () -> pull(shard, pulled)));
            }
          }
        };
    sendToShard(shard, new Request.Pull(lane, incarnation, pulled), ear);
  }

  /** Every shard has answered: on to computing, or to the clock that the others have reached. */
  private void pulled() {
    if (behindUntil < 0) {
      compute();
      return;
    }
    clock = Math.max(clock + 1, behindUntil);
    behindUntil = -1;
    cluster.jumped();
    pullAll();
  }

  /** Takes the pulls back that are parked, and goes on when nothing is on its way any more. */
  private void leaveBehind(long goesOnAt) {
    if (behindUntil < 0) {
      answersLeft += training.layout().shards();
      for (int shard = 0; shard < training.layout().shards(); shard++) {
        detach(shard);
      }
    }
    behindUntil = Math.max(behindUntil, goesOnAt);
  }

  private void detach(int shard) {
    sendToShard(
        shard,
        new Request.Detach(lane, incarnation),
        Network.forReply(
            reply -> {
              if (reply instanceof Reply.Done) {
                oneOf(this::pulled);
              } else {
                retry(reply, () -> detach(shard));
              }
            }));
  }

  private static boolean closed(Reply reply) {
    return reply instanceof Reply.Refused refused
        && refused.reason() == Reply.Refused.Reason.CLOSED;
  }

  /** After a cut, the same lease attaches again before it repeats. */
  private void reattach(int shard, Runnable then) {
    sendToShard(
        shard,
        new Request.Attach(lane, incarnation),
        Network.forReply(
            reply -> {
              if (reply instanceof Reply.Attached) {
                unlessDead(then);
              } else {
                retry(reply, () -> reattach(shard, then));
              }
            }));
  }

  private void compute() {
    double slow = random.nextDouble() < faults.straggle() ? 10 : 1;
    double uneven =
        faults.sigma() > 0
            ? Math.exp(faults.sigma() * random.nextGaussian())
            : 0.5 + random.nextDouble();
    long took = (long) (COMPUTE_NS * slow * uneven);
    cluster.time().after(took, this::pushAll);
  }

  private void pushAll() {
    if (dies()) {
      return;
    }
    answersLeft = weights.length;
    for (int slice = 0; slice < weights.length; slice++) {
      if (dies()) {
        return;
      }
      push(slice, clock, versions[slice], scenario.gradient(lane, clock, slice, weights));
    }
  }

  private void push(int slice, long pushed, long version, float[] sum) {
    Range range = training.layout().slice(slice);
    Request request =
        new Request.Push(
            lane,
            incarnation,
            pushed,
            slice,
            version,
            Scenario.BATCH,
            Payload.of(sum, 0, range.length()));
    int shard = training.layout().shardOf(slice);
    sendToShard(
        shard,
        request,
        Network.forReply(
            reply -> {
              if (reply instanceof Reply.Acknowledged) {
                oneOf(this::nextIteration);
              } else {
                retry(reply, () -> reattach(shard, () -> push(slice, pushed, version, sum)));
              }
            }));
    if (random.nextDouble() < faults.repeat()) {
      sendToShard(shard, request, Network.forReply(reply -> {}));
    }
  }

  private void nextIteration() {
    clock++;
    pullAll();
  }

  private void finish() {
    if (!dead && !spent) {
      spent = true;
      cluster.spent(lane);
    }
  }

  /** One of several answers; after the last goes on. */
  private void oneOf(Runnable next) {
    answersLeft--;
    if (answersLeft == 0 && !dead && !spent) {
      next.run();
    }
  }

  private void retry(Reply reply, Runnable again) {
    if (dead || spent) {
      return;
    }
    if (!(reply instanceof Reply.Refused refused)) {
      throw new AssertionError("lane " + lane + " was answered " + reply);
    }
    switch (refused.reason()) {
      case LOST -> cluster.time().after(RETRY_NS, () -> unlessDead(again));
      case SUPERSEDED -> dead = true;
      case CLOSED, DEADLINE, INVALID ->
          throw new AssertionError("lane " + lane + " was refused: " + refused.message());
    }
  }

  private void sendToShard(int shard, Request request, Network.Ear ear) {
    if (!dead) {
      cluster.sendToShard(shard, request, ear);
    }
  }

  private void unlessDead(Runnable action) {
    if (!dead) {
      action.run();
    }
  }

  /** Whether the task dies here; a zombie goes on beside its successor. */
  private boolean dies() {
    if (dead) {
      return true;
    }
    if (random.nextDouble() < faults.kill()) {
      dead = random.nextDouble() >= faults.zombie();
      cluster.replace(lane);
    }
    return dead;
  }

  @Override
  public String toString() {
    return "lane %d lease %d clock %d: %d answers left%s%s"
        .formatted(
            lane, incarnation, clock, answersLeft, dead ? ", dead" : "", spent ? ", done" : "");
  }
}

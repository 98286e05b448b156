package org.tengen.ps.simulation;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.client.Connector;
import org.tengen.ps.client.LaneException;
import org.tengen.ps.client.Pending;
import org.tengen.ps.client.SupersededException;
import org.tengen.ps.protocol.Reply;

/**
 * A process that works on a lane, from its start to its death: the real client, driven by events.
 */
final class Worker implements Connector {
  private static final long COMPUTE_NS = 1_000_000;
  private static final long STALL_NS = 80_000_000;

  private final Cluster cluster;
  private final Server server;
  private final int lane;
  private final int number;
  private final LaneWork work;
  private final List<Way> ways = new ArrayList<>();
  private @Nullable Pending pending;
  private Runnable next = () -> {};
  private long waitsSinceNs;
  private long wakesNs = Long.MAX_VALUE;
  private boolean pollsSoon;
  private long stalledUntilNs;
  private boolean dead;
  private int opened;

  Worker(Cluster cluster, Server server, int lane, int number) {
    this.cluster = cluster;
    this.server = server;
    this.lane = lane;
    this.number = number;
    this.work = cluster.trained().work(lane, this, this::ring);
  }

  int lane() {
    return lane;
  }

  boolean dead() {
    return dead;
  }

  long waitedNs(long nowNs) {
    return pending == null || dead ? 0 : nowNs - waitsSinceNs;
  }

  void start() {
    await(work.join(toString(), Map.of("cpu", "virtual"), now()), () -> pull(work.clock()));
  }

  /** The process is killed: nothing more comes from it but what is on its way. */
  void kill() {
    if (!dead) {
      dead = true;
      ways.forEach(Way::die);
    }
  }

  @Override
  public Connection coordinator(Duration deadline) throws IOException {
    return open(Server.COORDINATOR);
  }

  @Override
  public Connection shard(int shard, Reply.Placed where, Duration deadline) throws IOException {
    return shard(Integer.parseInt(where.address()), deadline);
  }

  /** A shard that only one process has is where its number says. */
  @Override
  public Connection shard(int shard, Duration deadline) throws IOException {
    opened++;
    if (opened > cluster.trained().shards()) {
      cluster.happened(Happening.REOPENED);
    }
    return open(shard);
  }

  private Connection open(int target) throws IOException {
    Way way = cluster.network().open(this, server, target);
    ways.removeIf(Way::over);
    ways.add(way);
    return way;
  }

  private void pull(long clock) {
    if (mayDie()) {
      return;
    }
    attempt(() -> await(work.pull(clock, now()), () -> pulled(clock)));
  }

  private void pulled(long clock) {
    if (work.spent()) {
      leave();
      return;
    }
    if (work.clock() > clock) {
      cluster.happened(Happening.JUMPED);
    }
    pending = null;
    if (!mayDie()) {
      cluster.time().after(computeNs(), this::computed);
    }
  }

  private void computed() {
    if (now() < stalledUntilNs) {
      cluster.time().at(stalledUntilNs, this::computed);
      return;
    }
    if (mayDie()) {
      return;
    }
    long clock = work.clock();
    attempt(() -> await(work.push(now()), () -> pull(clock + 1)));
    if (cluster.network().chance(cluster.faults().kill())) {
      cluster.time().after(cluster.network().latencyNs(), () -> cluster.lose(this, true));
    }
  }

  private void leave() {
    cluster.spent(lane);
    Pending leaving = work.leave(true, now());
    if (leaving == null) {
      end();
    } else {
      await(leaving, this::end);
    }
  }

  private void end() {
    pending = null;
    work.close();
    dead = true;
  }

  private long computeNs() {
    Faults faults = cluster.faults();
    boolean straggles = cluster.network().chance(faults.straggle());
    if (straggles) {
      cluster.happened(Happening.STRAGGLED);
    }
    double uneven = Math.exp(faults.sigma() * cluster.gaussian());
    return (long) (COMPUTE_NS * (straggles ? 10 : 1) * uneven);
  }

  /** At a step: the process may be lost, or stop for long. Whether it is dead. */
  private boolean mayDie() {
    if (!dead && cluster.network().chance(cluster.faults().kill())) {
      cluster.lose(this, !cluster.network().chance(cluster.faults().zombie()));
    }
    if (!dead && cluster.network().chance(cluster.faults().stall())) {
      cluster.happened(Happening.WORKER_STALLED);
      stalledUntilNs = now() + 1 + cluster.network().choice((int) STALL_NS);
      say("stops until " + stalledUntilNs / 1_000_000 + " ms");
    }
    return dead;
  }

  // ---- waiting ----

  private interface Step {
    void run() throws InterruptedException;
  }

  private void await(Pending begun, Runnable then) {
    pending = begun;
    next = then;
    waitsSinceNs = now();
    wakesNs = Long.MAX_VALUE;
    ring();
  }

  private void ring() {
    if (!pollsSoon && !dead) {
      pollsSoon = true;
      cluster.time().at(Math.max(now(), stalledUntilNs), this::poll);
    }
  }

  private void poll() {
    pollsSoon = false;
    if (now() < stalledUntilNs) {
      ring();
      return;
    }
    attempt(
        () -> {
          Pending waited = pending;
          if (dead || waited == null) {
            return;
          }
          if (waited.poll(now())) {
            next.run();
          } else if (waited.wakeNs() < wakesNs) {
            wakesNs = waited.wakeNs();
            cluster.time().at(wakesNs, () -> wake(waited));
          }
        });
  }

  private void wake(Pending waited) {
    if (pending == waited) {
      wakesNs = Long.MAX_VALUE;
      ring();
    }
  }

  private void attempt(Step step) {
    if (dead) {
      return;
    }
    try {
      step.run();
    } catch (SupersededException e) {
      cluster.happened(Happening.SUPERSEDED);
      say("stops: " + e.getMessage());
      end();
    } catch (LaneException e) {
      if (server.alive()) {
        throw NoWaitPastItsDeadline.of(this, e);
      }
      end();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts", e);
    }
  }

  private long now() {
    return cluster.time().nowNs();
  }

  private void say(String what) {
    if (cluster.trace().on()) {
      cluster.say(this + " " + what);
    }
  }

  @Override
  public String toString() {
    return "worker " + number + " of lane " + lane;
  }
}

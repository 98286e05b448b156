package org.tengen.ps.simulation;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.replica.ReplicaStatus;
import org.tengen.ps.replica.Succession;

/**
 * How the coordinator keeps an eye on one replica: looks that bring orders and leases, and the news
 * that come back, each a message for itself.
 */
final class Watch {
  static final long LOOK_NS = 1_500_000;
  private static final long SILENT_NS = 4_000_000;
  private static final long PATIENCE_NS = 20_000_000;
  private static final long STALLED_NS = 20_000_000;
  private static final double REFUSED = 0.5;

  private final Cluster cluster;
  private final Succession succession;
  private final ShardProcess process;
  private final Mutation mutation;
  private long heardNs;
  private boolean heard;

  /** When the process has asked for its lease, by its clock, in the newest news. */
  private long askedNs;

  private record Lease(long epoch, long askedNs, long durationNs) {}

  Watch(Cluster cluster, Succession succession, ShardProcess process, Mutation mutation) {
    this.cluster = cluster;
    this.succession = succession;
    this.process = process;
    this.mutation = mutation;
    this.heardNs = cluster.time().nowNs();
  }

  ShardProcess process() {
    return process;
  }

  /** One look. */
  void look() {
    long nowNs = cluster.time().nowNs();
    boolean leads = process.number() == succession.primary();
    if (nowNs - heardNs > (leads ? SILENT_NS : PATIENCE_NS)) {
      mutation.silent(succession, process.number());
    }
    Succession.Order order =
        succession.next(nowNs).filter(each -> each.process() == process.number()).orElse(null);
    Lease lease = heard ? lease(nowNs) : null;
    if (!lost()) {
      cluster.time().after(cluster.network().latencyNs(), () -> arrive(order, lease));
    }
  }

  private @Nullable Lease lease(long nowNs) {
    Optional<Succession.Grant> grant = succession.grant(process.number(), nowNs);
    return grant
        .map(each -> new Lease(each.epoch(), askedNs, mutation.leaseNs(each.durationNs())))
        .orElse(null);
  }

  private boolean lost() {
    Network network = cluster.network();
    return network.parted(Server.COORDINATOR, process.number())
        || network.chance(network.faults().drop());
  }

  private void arrive(Succession.@Nullable Order order, @Nullable Lease lease) {
    if (!process.alive()) {
      if (cluster.network().chance(REFUSED) && !lost()) {
        succession.dead(process.number());
      }
      return;
    }
    process.receive(() -> answer(order, lease));
  }

  private void answer(Succession.@Nullable Order order, @Nullable Lease lease) {
    if (lease != null) {
      process.replica().lease(lease.epoch(), lease.askedNs(), lease.durationNs());
    }
    CompletableFuture<ReplicaStatus> obeyed =
        order == null ? null : process.replica().order(order.what());
    process.turn();
    if (obeyed != null && obeyed.isCompletedExceptionally()) {
      throw new Violation(Succession.class, process + " cannot obey " + order);
    }
    tell(process.status(), order);
  }

  /** The process sends its news. */
  private void tell(ReplicaStatus status, Succession.@Nullable Order obeyed) {
    long sentNs = process.clockNs();
    if (!lost()) {
      cluster.time().after(cluster.network().latencyNs(), () -> hear(status, obeyed, sentNs));
    }
  }

  private void hear(ReplicaStatus status, Succession.@Nullable Order obeyed, long sentNs) {
    heardNs = cluster.time().nowNs();
    askedNs = heard ? Math.max(askedNs, sentNs) : sentNs;
    heard = true;
    succession.answers(process.number());
    if (obeyed != null) {
      succession.obeyed(obeyed);
    }
    if (process.number() == succession.primary() && status.stalledNs() > STALLED_NS) {
      succession.stalled();
    }
  }
}

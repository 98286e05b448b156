package org.tengen.ps.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.replica.ReplicaOrder;
import org.tengen.ps.replica.ReplicaStart;
import org.tengen.ps.replica.ReplicaStatus;
import org.tengen.ps.replica.ReplicatedShard;
import org.tengen.ps.replica.Role;
import org.tengen.ps.server.ServerSettings;
import org.tengen.ps.shard.ShardListener;
import org.tengen.ps.shard.ShardSettings;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpClient;

/** A run's replicas at one host: primaries of some shards, successors of others. Desk's thread. */
final class HostedReplicas implements AutoCloseable {
  /** A replica whose turn takes longer than any image or update does answers for itself again. */
  private static final long LONGEST_TURN_NS = TimeUnit.SECONDS.toNanos(30);

  private final ServerSettings settings;
  private final long[] granted;
  private final HostOrder.Copies copies;
  private final Supplier<TcpClient> clients;
  private final Consumer<String> log;
  private final Map<Integer, HostedReplica> replicas = new TreeMap<>();
  private @Nullable TcpClient client;
  private long renewed;
  private long renewedNs;
  private long leaseUntilNs;
  private boolean leased;

  /**
   * @param granted by lane, the iterations already given out in the whole run
   * @param clients makes what opens connections to the run's other hosts
   * @param log takes lines about replicas whose part changes; any thread
   */
  HostedReplicas(
      ServerSettings settings,
      long[] granted,
      HostOrder.Copies copies,
      Supplier<TcpClient> clients,
      Consumer<String> log) {
    this.settings = settings;
    this.granted = granted;
    this.copies = copies;
    this.clients = clients;
    this.log = log;
  }

  /** Lets replicas serve that begin from {@code from}, or follow. */
  void start(List<ShardImage> from, IntFunction<ShardListener> listeners) {
    for (ShardImage image : from) {
      int shard = image.shard();
      ShardSettings each =
          new ShardSettings(
              settings.training(),
              settings.images(),
              image,
              granted,
              settings.deadlines().parked().toNanos());
      Role role = copies.primaries().containsKey(shard) ? Role.SUCCESSOR : Role.PRIMARY;
      replicas.put(
          shard,
          new HostedReplica(
              settings.runId(), each, ReplicaStart.first(role), listeners.apply(shard)));
    }
    replicas.forEach((shard, replica) -> replica.start(following(shard, replica)));
  }

  private @Nullable Following following(int shard, HostedReplica replica) {
    ServerAddress primary = copies.primaries().get(shard);
    if (primary == null) {
      return null;
    }
    TcpClient opened = client == null ? clients.get() : client;
    client = opened;
    return new Following(settings.runId(), shard, replica.replica(), opened, primary);
  }

  /** By shard; the caller's own. */
  Map<Integer, ReplicatedShard> byShard() {
    Map<Integer, ReplicatedShard> here = new HashMap<>();
    replicas.forEach((shard, replica) -> here.put(shard, replica.replica()));
    return here;
  }

  /** The replicas whose logs are here, by shard; for any thread. */
  IntFunction<@Nullable ReplicatedShard> logs() {
    Map<Integer, ReplicatedShard> all = Map.copyOf(byShard());
    return all::get;
  }

  /**
   * Passes leases on, dated from the renewal before: that is when this host has asked for them, as
   * the owner has heard before it gave them. Answers at once with what replicas were a moment ago:
   * one that copies its image is no silent host.
   */
  CompletableFuture<Renewed> renew(HostOrder.Renew renew, long nowNs) {
    if (renew.answered() == renewed && renewed > 0) {
      renew
          .epochs()
          .forEach(
              (shard, epoch) -> {
                HostedReplica replica = replicas.get(shard);
                if (replica != null) {
                  replica.replica().lease(epoch, renewedNs, renew.durationNs());
                }
              });
      leased = !renew.epochs().isEmpty();
      leaseUntilNs = renewedNs + renew.durationNs();
    }
    renewed = renew.number();
    renewedNs = nowNs;
    return stuck(nowNs) ? statuses() : CompletableFuture.completedFuture(lastSeen());
  }

  private boolean stuck(long nowNs) {
    return replicas.values().stream()
        .anyMatch(each -> nowNs - each.replica().seen().atNs() > LONGEST_TURN_NS);
  }

  private Renewed lastSeen() {
    Map<Integer, ReplicaStatus> last = new TreeMap<>();
    replicas.forEach((shard, replica) -> last.put(shard, replica.replica().seen().status()));
    return new Renewed(last);
  }

  /** Notices that leases have run out, and says once what replicas have done so far. */
  int noticeLapse(long nowNs) {
    if (!leased || nowNs - leaseUntilNs < 0) {
      return 0;
    }
    leased = false;
    CompletableFuture<Void> unused =
        statuses()
            .thenAccept(
                now ->
                    now.replicas()
                        .forEach((shard, status) -> tell(shard, "has no lease any more", status)));
    return 1;
  }

  /** Makes a replica what the owner orders. */
  CompletableFuture<Renewed> obey(int shard, ReplicaOrder order) {
    HostedReplica replica = replicas.get(shard);
    if (replica == null) {
      throw new IllegalArgumentException(
          "shard " + shard + " has no replica here: expected one of " + replicas.keySet());
    }
    return replica
        .order(order)
        .thenApply(
            status -> {
              tell(shard, "is " + status.role() + " in epoch " + status.epoch(), status);
              return new Renewed(Map.of(shard, status));
            });
  }

  private void tell(int shard, String what, ReplicaStatus status) {
    log.accept(
        "shard %d of run %s %s; pushes acknowledged %d, pulls served %d, answers withheld %d"
            .formatted(
                shard,
                settings.runId(),
                what,
                status.acknowledged(),
                status.served(),
                status.withheld()));
  }

  private CompletableFuture<Renewed> statuses() {
    Map<Integer, CompletableFuture<ReplicaStatus>> asked = new TreeMap<>();
    replicas.forEach((shard, replica) -> asked.put(shard, replica.replica().status()));
    List<CompletableFuture<ReplicaStatus>> all = new ArrayList<>(asked.values());
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              Map<Integer, ReplicaStatus> now = new TreeMap<>();
              asked.forEach((shard, status) -> now.put(shard, status.join()));
              return new Renewed(now);
            });
  }

  @Override
  public void close() {
    replicas.values().forEach(HostedReplica::close);
    if (client != null) {
      client.close();
    }
  }
}

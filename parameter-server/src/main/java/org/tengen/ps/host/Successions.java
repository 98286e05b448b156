package org.tengen.ps.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tengen.ps.replica.ReplicaOrder;
import org.tengen.ps.replica.ReplicaStatus;
import org.tengen.ps.replica.Role;
import org.tengen.ps.replica.Succession;

/**
 * Who serves each shard of a run, as the run's owner decides it. Thread-safe: each host's pulse
 * brings what it sees, and takes what its host is to be told.
 */
final class Successions {
  /** A primary that waits this long for its successor's word does without it. */
  private static final long STALLED_NS = 5_000_000_000L;

  private final List<Succession> shards = new ArrayList<>();

  /** By host that does not answer, why. */
  private final Map<Integer, String> unheard = new TreeMap<>();

  private final Set<Place> fenced = new HashSet<>();

  private record Place(int host, int shard) {}

  /** As the deal has them, under leases of {@code leaseNs}. */
  Successions(Deal deal, long leaseNs) {
    for (int shard = 0; shard < deal.shards(); shard++) {
      shards.add(new Succession(shard, deal.primary(shard), deal.successor(shard), leaseNs));
    }
  }

  /** A shard that is nowhere any more, and why. */
  record Lost(int shard, String why) {}

  /** An order for a host, about a shard. */
  record Told(int shard, Succession.Order order) {}

  /** The host that serves a shard, or will when it has obeyed. */
  synchronized int primary(int shard) {
    return shards.get(shard).primary();
  }

  synchronized long epoch(int shard) {
    return shards.get(shard).epoch();
  }

  /** By shard, the epoch in which a host is given a lease now. */
  synchronized Map<Integer, Long> grants(int host, long nowNs) {
    Map<Integer, Long> grants = new HashMap<>();
    for (Succession each : shards) {
      each.grant(host, nowNs).ifPresent(grant -> grants.put(each.shard(), grant.epoch()));
    }
    return grants;
  }

  /** A host has answered; too late, if it is out. */
  synchronized void answered(int host, Renewed renewed) {
    if (out(host)) {
      return;
    }
    unheard.remove(host);
    for (Map.Entry<Integer, ReplicaStatus> entry : renewed.replicas().entrySet()) {
      Succession succession = shards.get(entry.getKey());
      ReplicaStatus status = entry.getValue();
      succession.answers(host);
      if (status.role() == Role.FENCED && succession.primary() == host) {
        succession.dead(host);
      }
      if (status.role() == Role.PRIMARY
          && succession.primary() == host
          && status.stalledNs() > STALLED_NS) {
        succession.stalled();
      }
    }
  }

  /** A host has not answered for as long as a lease lasts. */
  synchronized void silent(int host, String why) {
    unheard.putIfAbsent(host, why);
    shards.forEach(each -> each.silent(host));
  }

  /** A host has ended, or the run has ended at it. */
  synchronized void dead(int host, String why) {
    unheard.putIfAbsent(host, why);
    shards.forEach(each -> each.dead(host));
  }

  /** Whether a host is out of the run, for good: unheard, and others serve all that it has. */
  synchronized boolean out(int host) {
    return unheard.containsKey(host) && shards.stream().noneMatch(s -> s.primary() == host);
  }

  /** Why a host is not heard; empty if it is. */
  synchronized String why(int host) {
    return unheard.getOrDefault(host, "");
  }

  /** What a host is to be told now, until it has obeyed. */
  synchronized List<Told> orders(int host, long nowNs) {
    List<Told> orders = new ArrayList<>();
    for (Succession each : shards) {
      Optional<Succession.Order> next = each.next(nowNs);
      if (next.isPresent() && next.get().process() == host) {
        orders.add(new Told(each.shard(), next.get()));
      }
    }
    return orders;
  }

  /**
   * The shards of which a host has a replica that neither serves nor follows any more, to be told
   * so until it {@linkplain #fenced is}.
   */
  synchronized List<Told> fences(int host, Deal deal) {
    List<Told> fences = new ArrayList<>();
    for (int shard : deal.held(host)) {
      Succession each = shards.get(shard);
      boolean out = each.primary() != host && each.successor() != host;
      if (out && !fenced.contains(new Place(host, shard))) {
        ReplicaOrder fence = new ReplicaOrder.Fence(each.epoch() + 1);
        fences.add(new Told(shard, new Succession.Order(host, fence)));
      }
    }
    return fences;
  }

  /** The host has obeyed a fence. */
  synchronized void fenced(Told told) {
    fenced.add(new Place(told.order().process(), told.shard()));
  }

  synchronized void obeyed(Told told) {
    shards.get(told.shard()).obeyed(told.order());
  }

  /** The first shard that nobody has any more. */
  synchronized Optional<Lost> lost() {
    for (Succession each : shards) {
      if (each.lost()) {
        return Optional.of(new Lost(each.shard(), String.join("; and ", unheard.values())));
      }
    }
    return Optional.empty();
  }
}

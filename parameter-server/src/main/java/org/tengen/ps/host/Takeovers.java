package org.tengen.ps.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.replica.ReplicaOrder;
import org.tengen.ps.server.PlaceListener;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpClient;

/**
 * Lets shards go on at their successors when hosts are lost, and tells everybody who asks for a
 * shard where it is. For any thread.
 */
final class Takeovers {
  private final List<ServerAddress> hosts;
  private final Deal deal;
  private final List<HostLink> links;
  private final RemoteShard[] shards;
  private final PlaceListener listener;
  private final Successions successions;
  private final List<HostPulse> pulses = new ArrayList<>();

  /** By shard that has moved and has acknowledged no push since, when its host was missed. */
  private final Map<Integer, Long> awaited = new ConcurrentHashMap<>();

  /** By host, when it was heard to be lost; 0 for one that is not. */
  private final AtomicLongArray missedNs;

  /**
   * @param client has the hosts' key; outlives this
   * @param links by host
   */
  Takeovers(
      String run,
      List<ServerAddress> hosts,
      Deal deal,
      TcpClient client,
      List<HostLink> links,
      RemoteShard[] shards,
      PlaceListener listener) {
    this.hosts = hosts;
    this.deal = deal;
    this.links = links;
    this.shards = shards;
    this.listener = listener;
    this.successions = new Successions(deal, HostPulse.LEASE.toNanos());
    this.missedNs = new AtomicLongArray(hosts.size());
    for (int host = 0; host < hosts.size(); host++) {
      pulses.add(
          new HostPulse(run, host, hosts.get(host), client, successions, deal, new Sequel(host)));
    }
  }

  void start() {
    pulses.forEach(HostPulse::start);
  }

  void close(long millis) throws InterruptedException {
    for (HostPulse pulse : pulses) {
      pulse.close(millis);
    }
  }

  /** Where a shard is served. */
  Reply.Placed where(int shard) {
    if (shard < 0 || shard >= deal.shards()) {
      return Reply.Placed.AT_FIRST;
    }
    return new Reply.Placed(
        successions.epoch(shard), hosts.get(successions.primary(shard)).words());
  }

  /** Whether a host serves a shard now. */
  boolean serves(int host, int shard) {
    return successions.primary(shard) == host;
  }

  /**
   * A host's watch has come to its end. Whether the host is dead is for its pulse to say, which
   * asks over a connection of its own.
   */
  void lost(int host, String line) {
    successions.silent(host, line);
  }

  private void lose(int host) {
    missedNs.compareAndSet(host, 0, System.nanoTime());
    links.get(host).giveUp(successions.why(host));
    successions
        .lost()
        .ifPresent(
            lost -> {
              for (RemoteShard shard : shards) {
                shard.lose(lost.why());
              }
              listener.onLost(lost.why());
            });
  }

  /** What follows from what the pulse of a host sees. */
  private final class Sequel implements HostPulse.Sequel {
    private final int host;

    Sequel(int host) {
      this.host = host;
    }

    @Override
    public void missed(long sinceNs) {
      missedNs.compareAndSet(host, 0, sinceNs);
    }

    @Override
    public void broken(String message) {
      listener.onBroken(deal.held(host).get(0), message);
    }

    /** Whoever has taken over has acknowledged nothing before. */
    @Override
    public void heard(Renewed renewed) {
      missedNs.set(host, 0);
      renewed
          .replicas()
          .forEach(
              (shard, status) -> {
                if (status.acknowledged() > 0 && serves(host, shard)) {
                  goesOn(shard);
                }
              });
    }

    private void goesOn(int shard) {
      Long missed = awaited.remove(shard);
      if (missed != null) {
        listener.onMoved(shard, "shard %d applies pushes again%s".formatted(shard, after(missed)));
      }
    }

    @Override
    public void obeyed(Successions.Told told) {
      if (told.order().what() instanceof ReplicaOrder.Promote promote) {
        moved(told.shard(), promote.epoch());
      } else if (told.order().what() instanceof ReplicaOrder.Alone alone) {
        listener.onMoved(
            told.shard(),
            "shard %d has lost its second replica and goes on alone in epoch %d at %s%s"
                .formatted(
                    told.shard(),
                    alone.epoch(),
                    hosts.get(told.order().process()),
                    because(deal.other(told.shard(), told.order().process()))));
      }
    }

    private void moved(int shard, long epoch) {
      int before = deal.other(shard, host);
      long missed = missedNs.get(before);
      awaited.put(shard, missed);
      shards[shard].moveTo(links.get(host));
      listener.onPromoted(shard);
      listener.onMoved(
          shard,
          "shard %d goes on in epoch %d at %s%s%s"
              .formatted(shard, epoch, hosts.get(host), after(missed), because(before)));
    }

    private String after(long missed) {
      return missed == 0
          ? ""
          : ", %d ms after its host was missed".formatted((System.nanoTime() - missed) / 1_000_000);
    }

    private String because(int host) {
      String why = successions.why(host);
      return why.isEmpty() ? "" : ": " + why;
    }

    @Override
    public void out() {
      lose(host);
    }
  }
}

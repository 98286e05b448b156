package org.tengen.ps.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.client.WrongSecretException;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.server.Placed;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpClient;
import org.tengen.ps.wire.BadFrameException;

/**
 * A run's shards at hosts, as a {@link Deal} has them.
 *
 * @param <S> the owner's handle of a shard
 */
final class HostedShards<S> implements Placed<S> {
  private static final long END_MS = 3000;
  private static final long BUSY_MS = 500;

  /**
   * A host drops a run whose owner it does not hear; until the watches begin, this asks instead.
   */
  private static final long SPEAK_NS = TimeUnit.SECONDS.toNanos(1);

  private final Cargo<S> cargo;
  private final TcpClient client;
  private final ExecutorService asking;
  private final List<HostLink> links = new ArrayList<>();
  private final List<HostWatch> watches = new ArrayList<>();
  private final RemoteShard[] shards;
  private final List<S> handles;
  private final List<ServerAddress> hosts;
  private final Deal deal;
  private final @Nullable Takeovers takeovers;

  /** Hosts that have the run, and when all were last asked something, while the run is set up. */
  private final List<HostLink> taken = new ArrayList<>();

  private long spokenNs;

  /**
   * @param client has the hosts' key; closed with this
   */
  HostedShards(Cargo<S> cargo, TcpClient client, List<ServerAddress> hosts, int replicas) {
    this.cargo = cargo;
    this.hosts = List.copyOf(hosts);
    this.deal = new Deal(cargo.shards(), hosts.size(), replicas);
    this.client = client;
    this.shards = new RemoteShard[cargo.shards()];
    this.asking =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "tengen-asking-" + cargo.run());
              thread.setDaemon(true);
              return thread;
            });
    for (int host = 0; host < hosts.size(); host++) {
      links.add(new HostLink(client, hosts.get(host), what(deal.held(host))));
    }
    for (int number = 0; number < shards.length; number++) {
      HostLink link = links.get(deal.primary(number));
      shards[number] = new RemoteShard(cargo.run(), number, link, asking, deal.copied());
    }
    this.handles = Arrays.stream(shards).map(cargo::handle).toList();
    this.takeovers =
        deal.copied()
            ? new Takeovers(cargo.run(), this.hosts, deal, client, links, shards, cargo.listener())
            : null;
    for (int host = 0; host < hosts.size(); host++) {
      watches.add(watch(host));
    }
  }

  private HostWatch watch(int host) {
    List<RemoteShard> held = deal.held(host).stream().map(number -> shards[number]).toList();
    Takeovers moving = takeovers;
    return moving == null
        ? new HostWatch(cargo, links.get(host), held, all -> true, cargo.listener()::onLost)
        : new HostWatch(
            cargo,
            links.get(host),
            held,
            shard -> moving.serves(host, shard.number()),
            line -> moving.lost(host, line));
  }

  /**
   * Takes the hosts, waiting for those that have another run.
   *
   * @param deadlineNs until when
   * @throws RunFailedException one line that names the host that cannot be had; at once if that has
   *     another secret
   */
  void begin(long deadlineNs) throws InterruptedException {
    long[] granted = cargo.granted();
    for (int host = 0; host < links.size(); host++) {
      List<Integer> held = deal.held(host);
      HostOrder.Begin begin = new HostOrder.Begin(cargo.what(held), held, granted, copies(host));
      begin(links.get(host), begin, deadlineNs);
      taken.add(links.get(host));
    }
  }

  private HostOrder.@Nullable Copies copies(int host) {
    if (!deal.copied()) {
      return null;
    }
    Map<Integer, ServerAddress> primaries = new HashMap<>();
    for (int shard : deal.held(host)) {
      if (deal.primary(shard) != host) {
        primaries.put(shard, hosts.get(deal.primary(shard)));
      }
    }
    return new HostOrder.Copies(primaries);
  }

  private void begin(HostLink link, HostOrder.Begin begin, long deadlineNs)
      throws InterruptedException {
    while (true) {
      String why;
      try {
        Begun begun = Begun.read(link.askOnce(begin));
        if (begun.taken()) {
          return;
        }
        why = "the server at " + link.address() + " is busy: " + begun.why();
      } catch (WrongSecretException e) {
        throw new RunFailedException(
            "%s: expected the secret that the server at %s was started with"
                .formatted(e.getMessage(), link.address()));
      } catch (IOException | BadFrameException e) {
        why = String.valueOf(e.getMessage());
      }
      if (System.nanoTime() - deadlineNs > 0) {
        throw new RunFailedException(why);
      }
      Thread.sleep(BUSY_MS);
      speak();
    }
  }

  /** Lets the hosts that wait for the others hear that the owner lives. */
  private void speak() throws InterruptedException {
    long now = System.nanoTime();
    if (now - spokenNs > SPEAK_NS) {
      spokenNs = now;
      for (HostLink link : taken) {
        link.ask(new HostOrder.Look(cargo.run(), 0));
      }
    }
  }

  /** Brings the shards to their hosts. */
  void load() throws InterruptedException {
    for (int shard = 0; shard < shards.length; shard++) {
      int its = shard;
      cargo.load(shard, (number, content) -> bring(its, number, content));
    }
    for (HostLink link : links) {
      link.ask(new HostOrder.Start(cargo.run()));
      speak();
    }
  }

  private void bring(int shard, long number, byte[] content) throws InterruptedException {
    HostOrder piece = new HostOrder.Piece(cargo.run(), shard, number, content);
    links.get(deal.primary(shard)).ask(piece);
    speak();
    if (deal.copied()) {
      links.get(deal.successor(shard)).ask(piece);
      speak();
    }
  }

  @Override
  public void start() {
    watches.forEach(HostWatch::start);
    if (takeovers != null) {
      takeovers.start();
    }
  }

  @Override
  public Reply.Placed where(int shard) {
    return takeovers == null ? Reply.Placed.AT_FIRST : takeovers.where(shard);
  }

  @Override
  public List<S> shards() {
    return handles;
  }

  @Override
  public void close() {
    try {
      if (takeovers != null) {
        takeovers.close(END_MS);
      }
      for (HostWatch watch : watches) {
        watch.close(END_MS);
      }
      for (HostLink link : links) {
        end(link);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      asking.shutdownNow();
      client.close();
    }
  }

  /** A host that cannot be told now drops the run by itself. */
  private void end(HostLink link) throws InterruptedException {
    try {
      link.askOnce(new HostOrder.End(cargo.run()));
    } catch (IOException | RunFailedException gone) {
      link.close();
    }
  }

  static String what(List<Integer> numbers) {
    return (numbers.size() == 1 ? "shard " : "shards ")
        + numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}

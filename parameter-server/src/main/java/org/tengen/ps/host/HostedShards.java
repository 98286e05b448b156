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
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.server.Placement;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.server.ServerSettings;
import org.tengen.ps.shard.ShardSettings;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpClient;
import org.tengen.ps.wire.BadFrameException;

/** A run's shards at hosts, as a {@link Deal} has them. */
final class HostedShards implements Placement.Placed {
  private static final long END_MS = 3000;
  private static final long BUSY_MS = 500;

  /**
   * A host drops a run whose owner it does not hear; until the watches begin, this asks instead.
   */
  private static final long SPEAK_NS = TimeUnit.SECONDS.toNanos(1);

  private final ServerSettings settings;
  private final TcpClient client;
  private final List<ShardImage> from;
  private final ExecutorService asking;
  private final List<HostLink> links = new ArrayList<>();
  private final List<HostWatch> watches = new ArrayList<>();
  private final RemoteShard[] shards;
  private final List<ServerAddress> hosts;
  private final Deal deal;
  private final @Nullable Takeovers takeovers;

  /** Hosts that have the run, and when all were last asked something, while the run is set up. */
  private final List<HostLink> taken = new ArrayList<>();

  private long spokenNs;

  /**
   * @param client has the hosts' key; closed with this
   */
  HostedShards(
      ServerSettings settings,
      List<ShardImage> from,
      TcpClient client,
      List<ServerAddress> hosts,
      int replicas,
      Placement.Listener listener) {
    this.settings = settings;
    this.hosts = List.copyOf(hosts);
    this.deal = new Deal(from.size(), hosts.size(), replicas);
    this.client = client;
    this.from = List.copyOf(from);
    this.shards = new RemoteShard[from.size()];
    this.asking =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "tengen-asking-" + settings.runId());
              thread.setDaemon(true);
              return thread;
            });
    for (int host = 0; host < hosts.size(); host++) {
      links.add(new HostLink(client, hosts.get(host), what(deal.held(host))));
    }
    for (int number = 0; number < shards.length; number++) {
      HostLink link = links.get(deal.primary(number));
      shards[number] = new RemoteShard(settings.runId(), number, link, asking, deal.copied());
    }
    this.takeovers =
        deal.copied()
            ? new Takeovers(settings.runId(), this.hosts, deal, client, links, shards, listener)
            : null;
    for (int host = 0; host < hosts.size(); host++) {
      watches.add(watch(host, listener));
    }
  }

  private HostWatch watch(int host, Placement.Listener listener) {
    List<RemoteShard> held = deal.held(host).stream().map(number -> shards[number]).toList();
    Takeovers moving = takeovers;
    return moving == null
        ? new HostWatch(
            settings.runId(), links.get(host), held, listener, all -> true, listener::onLost)
        : new HostWatch(
            settings.runId(),
            links.get(host),
            held,
            listener,
            shard -> moving.serves(host, shard.number()),
            line -> moving.lost(host, line));
  }

  /**
   * Takes the hosts, waiting for those that have another run.
   *
   * @param deadlineNs until when
   * @throws RunFailedException one line that names the host that cannot be had
   */
  void begin(long deadlineNs) throws InterruptedException {
    long[] granted = ShardSettings.granted(settings.training().lanes(), from);
    for (int host = 0; host < links.size(); host++) {
      HostOrder.Begin begin = new HostOrder.Begin(settings, deal.held(host), granted, copies(host));
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
        link.ask(new HostOrder.Look(settings.runId(), 0));
      }
    }
  }

  /** Brings the shards to their hosts. */
  void load() throws InterruptedException {
    for (int host = 0; host < links.size(); host++) {
      for (int number : deal.held(host)) {
        for (SliceImage slice : from.get(number).slices()) {
          links.get(host).ask(new HostOrder.Slice(settings.runId(), slice));
          speak();
        }
      }
    }
    for (int host = 0; host < links.size(); host++) {
      List<long[]> samples =
          deal.held(host).stream().map(number -> from.get(number).laneSamples()).toList();
      links.get(host).ask(new HostOrder.Start(settings.runId(), samples));
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
  public List<RemoteShard> shards() {
    return Arrays.asList(shards);
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
      link.askOnce(new HostOrder.End(settings.runId()));
    } catch (IOException | RunFailedException gone) {
      link.close();
    }
  }

  static String what(List<Integer> numbers) {
    return (numbers.size() == 1 ? "shard " : "shards ")
        + numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}

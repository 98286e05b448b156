package org.tengen.ps.host;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.tengen.ps.server.PlaceListener;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.server.ShardLostException;
import org.tengen.ps.wire.BadFrameException;

/**
 * Looks after one host for its owner, on a thread of its own: passes on what the shards there tell,
 * fetches their images, and by looking says that the owner lives.
 */
final class HostWatch {
  private static final long LOOK_MS = 50;

  private final Cargo<?> cargo;
  private final HostLink link;
  private final List<RemoteShard> shards;
  private final PlaceListener listener;
  private final Predicate<RemoteShard> serves;
  private final Consumer<String> onLost;
  private final Repeating looks;

  // ---- the watch's thread only ----
  private final Set<Integer> finished = new HashSet<>();
  private long seen;

  /**
   * @param cargo whose listener hears of shards
   * @param shards of the host, in the order in which it was given them
   * @param serves whether the host serves a shard now; what it tells of others is not told on
   * @param onLost told when the host is gone, in one line
   */
  HostWatch(
      Cargo<?> cargo,
      HostLink link,
      List<RemoteShard> shards,
      Predicate<RemoteShard> serves,
      Consumer<String> onLost) {
    this.cargo = cargo;
    this.link = link;
    this.shards = shards;
    this.listener = cargo.listener();
    this.serves = serves;
    this.onLost = onLost;
    this.looks =
        new Repeating("tengen-watch-" + link.address(), this::turn, this::failed, () -> {});
  }

  void start() {
    looks.start();
  }

  /** Waits for the thread's end, but not for ever. */
  void close(long millis) throws InterruptedException {
    looks.close(millis);
  }

  private boolean turn() throws InterruptedException {
    look();
    Thread.sleep(LOOK_MS);
    return true;
  }

  private void failed(Throwable fault) {
    if (fault instanceof ShardLostException) {
      onLost.accept(String.valueOf(fault.getMessage()));
    } else if (fault instanceof RunFailedException) {
      broken(String.valueOf(fault.getMessage()));
    } else {
      broken("the watch of the server at " + link.address() + " ended: " + fault);
    }
  }

  private void broken(String message) {
    listener.onBroken(shards.get(0).number(), message);
  }

  private void look() throws InterruptedException {
    try {
      News news = News.read(link.ask(new HostOrder.Look(cargo.run(), seen)));
      for (int at = 0; at < Math.min(shards.size(), news.pushes().length); at++) {
        if (serves.test(shards.get(at))) {
          shards.get(at).pushes(news.pushes()[at]);
        }
      }
      for (Moment moment : news.moments()) {
        deal(moment);
        seen = moment.number();
      }
      shards.stream()
          .filter(shard -> news.finished().contains(shard.number()) && serves.test(shard))
          .map(RemoteShard::number)
          .filter(finished::add)
          .forEach(listener::onFinished);
      if (!news.broken().isEmpty()) {
        broken(news.broken());
      }
    } catch (BadFrameException e) {
      throw shards.get(0).unreadable(e);
    }
  }

  private void deal(Moment moment) throws InterruptedException, BadFrameException {
    RemoteShard shard =
        shards.stream()
            .filter(each -> each.number() == moment.shard())
            .findFirst()
            .orElseThrow(() -> new BadFrameException("a moment of shard " + moment.shard()));
    cargo.onMoment(moment, shard, link);
  }
}

package org.tengen.ps.host;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.replica.Entry;
import org.tengen.ps.replica.Upstream;
import org.tengen.ps.wire.BadFrameException;

/**
 * One connection to a primary, as its successor sees it. The successor asks for entries one batch
 * after the other; it may ask to go back to an earlier one whenever it likes, over the same
 * connection. For any thread.
 */
final class UpstreamWay implements Upstream {
  private final int shard;
  private final Endpoint end;
  private final Consumer<Entry> entries;
  private final CompletableFuture<Void> broken = new CompletableFuture<>();

  /** Whether the primary was asked for entries and has not answered. */
  private final AtomicBoolean waits = new AtomicBoolean();

  /**
   * @param end the primary's {@link LogEnd}
   * @param entries takes what comes, on the connection's thread
   */
  UpstreamWay(int shard, Endpoint end, Consumer<Entry> entries) {
    this.shard = shard;
    this.end = end;
    this.entries = entries;
  }

  /** Done when it is good for nothing any more. */
  CompletableFuture<Void> broken() {
    return broken;
  }

  @Override
  public void confirm(long epoch, long sequence) {
    say(new LogMessage.Confirm(shard, epoch, sequence));
  }

  @Override
  public void follow(long epoch, long sequence) {
    say(new LogMessage.Follow(shard, epoch, sequence));
    more();
  }

  @Override
  public void superseded(long epoch) {
    say(new LogMessage.Superseded(shard, epoch));
  }

  private void say(LogMessage message) {
    end.submit(
        new Request.Order(message.toBytes()),
        reply -> {
          if (!(reply instanceof Reply.Report)) {
            broken.complete(null);
          }
        });
  }

  /** Asks for the next entries, unless it has and waits for them. */
  private void more() {
    if (!waits.getAndSet(true)) {
      end.submit(new Request.Order(new LogMessage.More(shard).toBytes()), this::onEntries);
    }
  }

  private void onEntries(Reply reply) {
    if (!(reply instanceof Reply.Report report)) {
      broken.complete(null);
      return;
    }
    try {
      EntryBytes.read(report.content()).forEach(entries);
      waits.set(false);
      more();
    } catch (BadFrameException e) {
      broken.complete(null);
    }
  }
}

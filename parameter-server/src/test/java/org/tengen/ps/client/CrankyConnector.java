package org.tengen.ps.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;

/** A way that breaks where a test says: before a request arrives, or after, on the way back. */
final class CrankyConnector implements Connector {
  private final Connector inner;

  /** Requests that never arrive. */
  volatile Predicate<Request> losesOnTheWay = request -> false;

  /** Requests that arrive, but whose answer does not. */
  volatile Predicate<Request> losesTheAnswer = request -> false;

  /** Requests that nobody ever answers. */
  volatile Predicate<Request> swallows = request -> false;

  /** How many times a shard's way is refused; the lane's thread only. */
  int refusesToOpen;

  /** The coordinator or a shard that knows another secret, as {@link #opened} has it. */
  String otherSecretAt = "";

  /** Whether the lane is interrupted while it opens a shard's way; the lane's thread only. */
  boolean isInterrupted;

  final List<String> opened = new ArrayList<>();

  /** The ways to shards that were closed; the lane's thread only. */
  final List<Integer> closed = new ArrayList<>();

  CrankyConnector(Connector inner) {
    this.inner = inner;
  }

  @Override
  public Connection coordinator(Duration deadline) throws IOException, InterruptedException {
    opened.add("coordinator");
    requireSecret("coordinator");
    return new CrankyConnection(inner.coordinator(deadline), () -> {});
  }

  @Override
  public Connection shard(int shard, Duration deadline) throws IOException, InterruptedException {
    opened.add("shard " + shard);
    requireSecret("shard " + shard);
    if (isInterrupted) {
      throw new InterruptedException("interrupted while a way was opened");
    }
    if (refusesToOpen > 0) {
      refusesToOpen--;
      throw new IOException("127.0.0.1:7 refused the connection");
    }
    return new CrankyConnection(inner.shard(shard, deadline), () -> closed.add(shard));
  }

  private void requireSecret(String to) throws IOException {
    if (to.equals(otherSecretAt)) {
      throw new WrongSecretException(
          "127.0.0.1:7: wrong secret for run here", new IllegalArgumentException());
    }
  }

  private final class CrankyConnection implements Connection {
    private final Connection through;
    private final Runnable onClose;

    CrankyConnection(Connection through, Runnable onClose) {
      this.through = through;
      this.onClose = onClose;
    }

    @Override
    public void submit(Request request, ReplyHandler handler) {
      Reply lost = new Reply.Refused(Reply.Refused.Reason.LOST, "the connection broke");
      if (losesOnTheWay.test(request)) {
        handler.onReply(lost);
      } else if (losesTheAnswer.test(request)) {
        through.submit(request, new Silenced(() -> handler.onReply(lost)));
      } else if (!swallows.test(request)) {
        through.submit(request, handler);
      }
    }

    @Override
    public void close() {
      onClose.run();
      through.close();
    }
  }

  /** Drops weights and answers, and says so. */
  private record Silenced(Runnable instead) implements ReplyHandler {
    @Override
    public void onWeights(int slice, long version, Payload weights) {}

    @Override
    public void onReply(Reply reply) {
      instead.run();
    }
  }
}

package org.tengen.ps.client;

import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.table.Layout;

/**
 * A server at clock 3 whose first shard answers pulls as a test says, while the second parks those
 * for earlier clocks than {@code admits}.
 */
final class TwoShards implements Connector {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final List<Request> toSecond = new ArrayList<>();
  private final Endpoint first;
  private final long admits;
  private @Nullable ReplyHandler parked;

  TwoShards(Endpoint first, long admits) {
    this.first = first;
    this.admits = admits;
  }

  LaneSession join() throws InterruptedException {
    return Lanes.join(
        0, "here", Map.of(), this, new ClientSettings(new Layout(4, 2, 2), LONG, LONG));
  }

  static boolean pull(LaneSession session) throws InterruptedException {
    return session.pull(3, FloatBuffer.allocate(4));
  }

  /** What the second shard was asked, in order. */
  List<Request> toSecond() {
    return toSecond;
  }

  private void coordinator(Request request, ReplyHandler handler) {
    handler.onReply(request instanceof Request.Join ? new Reply.Joined(1) : new Reply.Done());
  }

  private void first(Request request, ReplyHandler handler) {
    if (request instanceof Request.Pull) {
      first.submit(request, handler);
    } else {
      handler.onReply(new Reply.Attached(3));
    }
  }

  private void second(Request request, ReplyHandler handler) {
    toSecond.add(request);
    if (request instanceof Request.Attach) {
      handler.onReply(new Reply.Attached(3));
    } else if (request instanceof Request.Pull pull && pull.clock() < admits) {
      parked = handler;
    } else if (request instanceof Request.Pull) {
      handler.onReply(new Reply.Pulled(0));
    } else if (parked != null) {
      parked.onReply(new Reply.Refused(Reply.Refused.Reason.CLOSED, "lane 0 left"));
      handler.onReply(new Reply.Done());
    }
  }

  @Override
  public Connection coordinator(Duration deadline) {
    return connection(this::coordinator);
  }

  @Override
  public Connection shard(int shard, Duration deadline) {
    return connection(shard == 0 ? this::first : this::second);
  }

  private static Connection connection(Endpoint endpoint) {
    return new Connection() {
      @Override
      public void submit(Request request, ReplyHandler handler) {
        endpoint.submit(request, handler);
      }

      @Override
      public void close() {}
    };
  }
}

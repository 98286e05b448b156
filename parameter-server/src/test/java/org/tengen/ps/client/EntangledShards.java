package org.tengen.ps.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;

/**
 * Two shards of which the second keeps its answer until the first has answered well, as one does
 * that waits for a lane that is waiting for the first.
 */
final class EntangledShards implements Connector {
  private final Reply once;
  private final Reply well;
  private final Reply ofSecond;
  private boolean answered;
  private @Nullable ReplyHandler kept;

  /**
   * Two shards.
   *
   * @param once what the first answers the first time
   * @param well what both answer then
   */
  EntangledShards(Reply once, Reply well) {
    this(once, well, well);
  }

  /**
   * Two shards.
   *
   * @param ofSecond what the second answers the first time, once the first has answered well
   */
  EntangledShards(Reply once, Reply well, Reply ofSecond) {
    this.once = once;
    this.well = well;
    this.ofSecond = ofSecond;
  }

  /** The second shard begins to answer after all. */
  void beginsToAnswer(Payload weights) {
    if (kept != null) {
      kept.onWeights(2, 1, weights);
    }
  }

  private static boolean matters(Request request) {
    return request instanceof Request.Pull
        || request instanceof Request.Push
        || request instanceof Request.RowPull
        || request instanceof Request.RowPush;
  }

  private static void other(Request request, ReplyHandler handler) {
    handler.onReply(request instanceof Request.Attach ? new Reply.Attached(0) : new Reply.Done());
  }

  private void first(Request request, ReplyHandler handler) {
    if (!matters(request)) {
      other(request, handler);
    } else if (!answered) {
      answered = true;
      handler.onReply(once);
    } else {
      handler.onReply(well);
      if (kept != null) {
        kept.onReply(ofSecond);
      }
    }
  }

  private void second(Request request, ReplyHandler handler) {
    if (!matters(request)) {
      other(request, handler);
    } else if (kept == null) {
      kept = handler;
    } else {
      handler.onReply(well);
    }
  }

  @Override
  public Connection coordinator(Duration deadline) {
    return connection(
        (request, handler) ->
            handler.onReply(
                request instanceof Request.Join ? new Reply.Joined(1) : new Reply.Done()));
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

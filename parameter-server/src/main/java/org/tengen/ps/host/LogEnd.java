package org.tengen.ps.host;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.replica.ReplicatedShard;
import org.tengen.ps.wire.BadFrameException;

/** A primary's end of one connection that a successor's process has opened. Its event loop only. */
final class LogEnd implements Endpoint {
  private static final byte[] NOTHING = {};

  private final IntFunction<@Nullable ReplicatedShard> replicas;
  private final Map<Integer, FollowerWay> ways = new HashMap<>();

  /**
   * @param replicas those of the run that are here, by shard; any thread
   */
  LogEnd(IntFunction<@Nullable ReplicatedShard> replicas) {
    this.replicas = replicas;
  }

  @Override
  public void submit(Request request, ReplyHandler handler) {
    if (!(request instanceof Request.Order order)) {
      handler.onReply(refused("a log takes no " + request.getClass().getSimpleName()));
      return;
    }
    try {
      LogMessage message = LogMessage.read(order.content());
      ReplicatedShard replica = replicas.apply(message.shard());
      if (replica == null) {
        handler.onReply(refused("shard " + message.shard() + " has no replica here"));
      } else {
        answer(replica, message, handler);
      }
    } catch (BadFrameException e) {
      handler.onReply(refused(String.valueOf(e.getMessage())));
    }
  }

  private void answer(ReplicatedShard replica, LogMessage message, ReplyHandler handler) {
    if (message instanceof LogMessage.More more) {
      FollowerWay way = ways.get(more.shard());
      if (way == null) {
        handler.onReply(refused("shard " + more.shard() + " is not followed"));
      } else {
        way.more(handler);
      }
      return;
    }
    if (message instanceof LogMessage.Follow follow) {
      FollowerWay way = new FollowerWay();
      FollowerWay before = ways.put(follow.shard(), way);
      if (before != null) {
        before.giveWayTo(way);
      }
      replica.follow(follow.epoch(), follow.sequence(), way);
    } else if (message instanceof LogMessage.Confirm confirm) {
      replica.confirmed(confirm.epoch(), confirm.sequence());
    } else if (message instanceof LogMessage.Superseded superseded) {
      replica.superseded(superseded.epoch());
    }
    handler.onReply(new Reply.Report(NOTHING));
  }

  private static Reply refused(String why) {
    return new Reply.Refused(Reason.CLOSED, why);
  }
}

package org.tengen.ps.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jctools.queues.MpscChunkedArrayQueue;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.Frame;
import org.tengen.ps.wire.FrameHeader;
import org.tengen.ps.wire.FrameType;
import org.tengen.ps.wire.ReplyCodec;
import org.tengen.ps.wire.RequestCodec;
import org.tengen.ps.wire.SharedBody;

/**
 * An open connection at the client: sends requests and finds the handler of each answer.
 *
 * <p>Requests wait in a bounded queue and become frames only while socket and memory take them, so
 * a whole gradient that is submitted at once needs a few slices of memory and no more.
 */
final class ClientSession extends ChannelInboundHandlerAdapter {
  private static final int FLUSH_BYTES = 128 * 1024;

  private record Outgoing(int target, Request request, ReplyHandler handler) {}

  private final Channel channel;
  private final ServerAddress server;
  private final int maxPayloadBytes;
  private final int maxOutstanding;
  private final AtomicInteger outstanding = new AtomicInteger();
  private final Queue<Outgoing> waiting; // many producers; the event loop consumes
  private final AtomicBoolean sendingSoon = new AtomicBoolean();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile @Nullable String lost;

  // ---- event loop only ----
  private final ClientSharing sharing;
  private final LongObjectMap<Outgoing> sent = new LongObjectHashMap<>();
  private long lastId;
  private @Nullable String reason;

  /**
   * @param maxPayloadBytes the most that both sides accept in one frame
   */
  ClientSession(Channel channel, ServerAddress server, int maxPayloadBytes, TcpSettings settings) {
    this.channel = channel;
    this.server = server;
    this.maxPayloadBytes = maxPayloadBytes;
    this.maxOutstanding = settings.limits().maxOutstanding();
    this.sharing = new ClientSharing(channel, settings, maxPayloadBytes);
    this.waiting = new MpscChunkedArrayQueue<>(64, Math.max(maxOutstanding, 128));
  }

  /** Whether requests still reach the server, as far as this side knows. */
  boolean isOpen() {
    return lost == null;
  }

  /** Takes a request from any thread. */
  void submit(int target, Request request, ReplyHandler handler) {
    if (outstanding.incrementAndGet() > maxOutstanding) {
      outstanding.decrementAndGet();
      handler.onReply(
          new Refused(
              Refused.Reason.INVALID,
              "more than " + maxOutstanding + " unanswered requests to the server at " + server));
      return;
    }
    waiting.add(new Outgoing(target, request, handler));
    if (!sendingSoon.getAndSet(true)) {
      try {
        channel.eventLoop().execute(this::sendWaiting);
      } catch (RejectedExecutionException e) {
        refuseAfterTheLoopsEnd();
      }
    }
  }

  /** Done when the connection is closed and everything has been answered. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /** Begins to close the connection; {@link #ended} says when that is done. */
  void close(String why) {
    channel
        .eventLoop()
        .execute(
            () -> {
              because(why);
              FrameWriter.close(channel);
            });
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws BadFrameException {
    Received received = (Received) message;
    try {
      switch (received.header().type()) {
        case HEARTBEAT -> {}
        case REJECTED -> {
          because("the server closed it: " + Frame.rejection(received.bytes()));
          FrameWriter.close(channel);
        }
        case SHARED -> sharing.offered(received.bytes());
        case IN_MEMORY -> {
          SharedBody body = sharing.at(received);
          answer(body.header(), sharing.received(body));
          sharing.done(body);
        }
        default -> {
          sharing.notice(received.header());
          answer(received.header(), received);
        }
      }
    } finally {
      received.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (!waiting.isEmpty()) {
      sendWaiting(); // what has been answered leaves room in shared memory
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    sendWaiting();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    because(cause.getMessage() == null ? cause.toString() : cause.getMessage());
    FrameWriter.close(channel);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    because("the server closed it");
    lost = "connection to the server at " + server + " lost: " + reason;
    List<Outgoing> unanswered = new ArrayList<>(sent.values());
    sent.clear();
    try {
      unanswered.forEach(this::lose);
      sendWaiting();
    } finally {
      ended.complete(null);
    }
  }

  private void answer(FrameHeader header, Received received) throws BadFrameException {
    Outgoing asked = sent.get(header.id());
    if (asked == null) {
      throw new BadFrameException("an answer to request " + header.id() + ", which is not open");
    }
    if (header.type() == FrameType.WEIGHTS) {
      asked.handler.onWeights(
          header.slice(), header.version(), ReplyCodec.weights(header, received.bytes()));
      return;
    }
    Reply reply = ReplyCodec.decode(header, received.bytes());
    sent.remove(header.id());
    sharing.answered(header.id());
    reply(asked, reply);
  }

  private void sendWaiting() {
    sendingSoon.set(false);
    int unflushed = 0;
    while (lost != null || (channel.isWritable() && sharing.hasRoom())) {
      Outgoing next = waiting.poll();
      if (next == null) {
        break;
      }
      if (lost != null) {
        lose(next);
      } else {
        unflushed += write(next);
        if (unflushed >= FLUSH_BYTES) {
          channel.flush(); // while the bytes are in the core's cache
          unflushed = 0;
        }
      }
    }
    if (unflushed > 0) {
      channel.flush();
    }
  }

  /** How many bytes were written. */
  private int write(Outgoing next) {
    long id = ++lastId;
    Frame frame;
    try {
      frame = RequestCodec.encode(id, next.target, next.request);
      if (frame.body().bytes() > maxPayloadBytes) {
        throw new IllegalArgumentException(
            "message of " + frame.body().bytes() + " bytes: at most " + maxPayloadBytes);
      }
    } catch (IllegalArgumentException e) {
      reply(next, new Refused(Refused.Reason.INVALID, String.valueOf(e.getMessage())));
      return 0;
    }
    sent.put(id, next);
    FrameWriter.write(channel, sharing.inMemory(frame));
    return frame.bytes();
  }

  private void lose(Outgoing request) {
    reply(request, new Refused(Refused.Reason.LOST, String.valueOf(lost)));
  }

  private void reply(Outgoing to, Reply reply) {
    outstanding.decrementAndGet();
    to.handler.onReply(reply);
  }

  private void because(String why) {
    if (reason == null) {
      reason = why;
    }
  }

  /** The event loop consumes no more, so whoever comes now does. */
  private synchronized void refuseAfterTheLoopsEnd() {
    lost = "connection to the server at " + server + " lost: closed here";
    sendWaiting();
  }
}

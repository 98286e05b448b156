package org.tengen.ps.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.Expected;
import org.tengen.ps.wire.Frame;
import org.tengen.ps.wire.FrameType;
import org.tengen.ps.wire.HandshakeException;
import org.tengen.ps.wire.ServerHandshake;

/**
 * A connection's first handler at the server: lets in who proves that it knows the secret, within
 * the deadline, and then makes way for a {@link ServerSession}. Belongs to the connection's event
 * loop.
 */
final class ServerDoor extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(ServerDoor.class);

  private final ServerHandshake handshake;
  private final TcpSettings settings;
  private final ServedRuns served;
  private final Strangers strangers;
  private final FrameReader reader;
  private volatile @Nullable ChannelHandlerContext here;
  private @Nullable ScheduledFuture<?> deadline;

  ServerDoor(
      ServerHandshake handshake,
      TcpSettings settings,
      ServedRuns served,
      Strangers strangers,
      FrameReader reader) {
    this.handshake = handshake;
    this.settings = settings;
    this.served = served;
    this.strangers = strangers;
    this.reader = reader;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    here = context;
    strangers.enter(this);
    long timeoutMs = settings.deadlines().handshake().toMillis();
    deadline =
        context
            .executor()
            .schedule(
                () -> refuse(context, "no proof within " + timeoutMs + " ms"),
                timeoutMs,
                TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message)
      throws BadFrameException, HandshakeException {
    Received received = (Received) message;
    try {
      if (received.header().type() == FrameType.HELLO) {
        FrameWriter.send(context.channel(), handshake.challenge(received.bytes()));
      } else {
        Frame welcome = handshake.welcome(received.bytes());
        open(context);
        FrameWriter.send(context.channel(), welcome);
      }
    } finally {
      received.release();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof BadFrameException || cause instanceof HandshakeException) {
      refuse(context, String.valueOf(cause.getMessage()));
    } else {
      Tls tls = settings.tls();
      String why = tls == null ? null : tls.explain(cause);
      LOG.info(
          "connection from {} ended: {}",
          context.channel().remoteAddress(),
          why == null ? cause.toString() : why);
      FrameWriter.close(context.channel());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    noStrangerAnyMore();
  }

  private void open(ChannelHandlerContext context) {
    noStrangerAnyMore();
    reader.expect(Expected.fromClient(settings.limits().maxPayloadBytes()));
    Channel channel = context.channel();
    channel.pipeline().addFirst(new Pulse(settings));
    channel.pipeline().replace(this, "session", session(channel));
  }

  private ServerSession session(Channel channel) {
    return new ServerSession(
        channel, handshake.client(), settings, served.targets(handshake.run()));
  }

  /** Others want in; any thread. */
  void makeRoom() {
    ChannelHandlerContext context = here;
    if (context != null) {
      context
          .executor()
          .execute(
              () -> {
                if (!context.isRemoved()) {
                  refuse(
                      context, "too many connections that have not proved themselves: try again");
                }
              });
    }
  }

  private void refuse(ChannelHandlerContext context, String reason) {
    LOG.info("refused a connection from {}: {}", context.channel().remoteAddress(), reason);
    SslHandler tls = context.pipeline().get(SslHandler.class);
    if (tls == null || tls.handshakeFuture().isSuccess()) {
      FrameWriter.sendAndClose(context.channel(), Frame.rejected(reason));
    } else {
      FrameWriter.close(context.channel()); // it could not read the reason
    }
  }

  private void noStrangerAnyMore() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
    strangers.leave(this);
  }
}

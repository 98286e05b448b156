package org.tengen.ps.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.Frame;
import org.tengen.ps.wire.RequestCodec;

/**
 * An authenticated connection at the server: hands requests to their targets. Belongs to the
 * connection's event loop.
 */
final class ServerSession extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(ServerSession.class);

  private final Channel channel;
  private final String client;
  private final Map<Integer, Endpoint> targets;
  private final Intake intake;
  private final ServerSharing sharing;
  private final Outlet outlet;

  ServerSession(
      Channel channel, String client, TcpSettings settings, Map<Integer, Endpoint> targets) {
    this.channel = channel;
    this.client = client;
    this.targets = targets;
    this.intake = new Intake(channel, settings);
    this.sharing = new ServerSharing(channel, settings);
    this.outlet = new Outlet(channel, sharing);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws BadFrameException {
    Received received = (Received) message;
    switch (received.header().type()) {
      case HEARTBEAT -> received.release();
      case SHARE, MAPPED, FREED -> share(received);
      case IN_MEMORY -> request(sharing.read(received));
      default -> request(received);
    }
  }

  private void share(Received received) throws BadFrameException {
    try {
      switch (received.header().type()) {
        case SHARE -> sharing.asked();
        case MAPPED -> sharing.answered(received.bytes());
        default -> {
          sharing.freed(received.bytes());
          outlet.changed();
        }
      }
    } finally {
      received.release();
    }
  }

  private void request(Received received) throws BadFrameException {
    Request request;
    try {
      request = RequestCodec.decode(received.header(), received.bytes());
    } catch (BadFrameException e) {
      received.release();
      throw e;
    }
    Answer answer = new Answer(channel, intake, outlet, sharing, received);
    Endpoint target = targets.get(received.header().target());
    if (target == null) {
      answer.onReply(new Reply.Refused(Reply.Refused.Reason.INVALID, noTarget(received)));
    } else {
      target.submit(request, answer);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    intake.adjust();
    outlet.changed();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    sharing.ended();
    outlet.changed();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof BadFrameException) {
      String reason = String.valueOf(cause.getMessage());
      LOG.warn("closed the connection of {}: {}", client, reason);
      FrameWriter.sendAndClose(channel, Frame.rejected(reason));
      return;
    }
    if (cause instanceof IOException) {
      LOG.info("connection of {} ended: {}", client, cause.toString());
    } else {
      LOG.error("closed the connection of {}", client, cause);
    }
    FrameWriter.close(channel);
  }

  private String noTarget(Received received) {
    return "target "
        + received.header().target()
        + ": expected one of "
        + new TreeSet<>(targets.keySet())
        + " (-1 is the coordinator, others are shards)";
  }
}

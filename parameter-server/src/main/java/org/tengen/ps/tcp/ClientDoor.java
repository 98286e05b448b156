package org.tengen.ps.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.ClientHandshake;
import org.tengen.ps.wire.Expected;
import org.tengen.ps.wire.HandshakeException;

/**
 * A connection's first handler at the client: proves itself, checks the server, and makes way for a
 * {@link ClientSession}. Belongs to the connection's event loop.
 */
final class ClientDoor extends ChannelInboundHandlerAdapter {
  private final ClientHandshake handshake;
  private final TcpSettings settings;
  private final FrameReader reader;
  private final Opening opening;

  ClientDoor(ClientHandshake handshake, TcpSettings settings, FrameReader reader, Opening opening) {
    this.handshake = handshake;
    this.settings = settings;
    this.reader = reader;
    this.opening = opening;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    FrameWriter.send(context.channel(), handshake.hello());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message)
      throws BadFrameException, HandshakeException {
    Received received = (Received) message;
    try {
      switch (received.header().type()) {
        case CHALLENGE -> FrameWriter.send(context.channel(), handshake.proof(received.bytes()));
        case WELCOME -> open(context.channel(), handshake.opened(received.bytes()));
        default -> throw handshake.rejected(received.bytes());
      }
    } finally {
      received.release();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    opening.failed(cause);
    FrameWriter.close(context.channel());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    opening.failed(new IOException(Tls.ended(context.channel())));
  }

  private void open(Channel channel, int serverLimit) {
    int limit = Math.min(serverLimit, settings.limits().maxPayloadBytes());
    reader.expect(Expected.fromServer(settings.limits().maxPayloadBytes()));
    channel.pipeline().addFirst(new Pulse(settings));
    ClientSession session = new ClientSession(channel, opening.server(), limit, settings);
    channel.pipeline().replace(this, "session", session);
    opening.succeeded(session);
  }
}

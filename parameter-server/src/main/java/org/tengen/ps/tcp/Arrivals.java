package org.tengen.ps.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.wire.Expected;
import org.tengen.ps.wire.Nonce;
import org.tengen.ps.wire.ServerHandshake;

/** Furnishes the connections that come to a server, at one of the places where it listens. */
final class Arrivals extends ChannelInitializer<Channel> {
  private final House house;
  private final @Nullable SslContext tls;

  /**
   * What all places of a server share.
   *
   * @param open every connection, so that they can be closed
   */
  record House(
      ServedRuns served,
      TcpSettings settings,
      Strangers strangers,
      SecureRandom random,
      ChannelGroup open) {}

  Arrivals(House house, @Nullable SslContext tls) {
    this.house = house;
    this.tls = tls;
  }

  @Override
  protected void initChannel(Channel channel) {
    house.open.add(channel);
    FrameReader reader = new FrameReader(Expected.fromStranger());
    if (tls == null) {
      channel.config().setRecvByteBufAllocator(reader.memory());
    } else {
      channel.pipeline().addLast(handler(tls, channel, house.settings));
    }
    ServerHandshake handshake =
        new ServerHandshake(
            house.served, house.settings.limits().maxPayloadBytes(), Nonce.fresh(house.random));
    channel
        .pipeline()
        .addLast(
            reader,
            new ServerDoor(handshake, house.settings, house.served, house.strangers, reader));
  }

  /** TLS for one connection, at either end, ended by the same deadline as the handshake. */
  static SslHandler handler(SslContext tls, Channel channel, TcpSettings settings) {
    SslHandler handler = tls.newHandler(channel.alloc());
    handler.setHandshakeTimeoutMillis(settings.deadlines().handshake().toMillis());
    return handler;
  }
}

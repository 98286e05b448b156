package org.tengen.ps.driven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is TCP's own; {@link DrivenSocketTest} has what both kinds share. */
@Timeout(60)
class DrivenTcpSocketTest {
  private static final long LONG_NS = TimeUnit.SECONDS.toNanos(20);

  private final DrivenLoop loop = new DrivenLoop();
  private ServerSocketChannel listening;

  /** Counts what comes and says on whose thread. */
  private static final class Counting extends ChannelInboundHandlerAdapter {
    private int bytes;
    private boolean active;
    private boolean ended;
    private @Nullable Thread by;

    @Override
    public void channelActive(ChannelHandlerContext context) {
      active = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      bytes += ((ByteBuf) message).readableBytes();
      ((ByteBuf) message).release();
      by = Thread.currentThread();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      ended = true;
    }
  }

  @BeforeEach
  void listen() throws IOException {
    listening = ServerSocketChannel.open();
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void close() throws IOException {
    loop.close();
    listening.close();
  }

  private ChannelFuture connect(Counting handler) throws IOException {
    return new Bootstrap()
        .group(loop)
        .channelFactory(DrivenSocket::ofTcp)
        .handler(handler)
        .connect(listening.getLocalAddress());
  }

  private void drive(BooleanSupplier until) {
    loop.driveUntil(until, LONG_NS);
    assertThat(until.getAsBoolean()).isTrue();
  }

  @Test
  void sendsAndReceivesOnTheThreadThatDrives() throws IOException {
    Counting counting = new Counting();
    ChannelFuture connecting = connect(counting);
    drive(connecting::isDone);
    assertThat(connecting.cause()).isNull();
    assertThat(counting.active).isTrue();
    Channel channel = connecting.channel();
    try (SocketChannel other = listening.accept()) {
      assertThat(channel.localAddress()).isEqualTo(other.getRemoteAddress());
      assertThat(channel.remoteAddress()).isEqualTo(listening.getLocalAddress());

      other.write(ByteBuffer.allocate(3));
      drive(() -> counting.bytes == 3);
      assertThat(counting.by).isSameAs(Thread.currentThread());

      assertThat(channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[4])).isSuccess()).isTrue();
      assertThat(other.read(ByteBuffer.allocate(8))).isEqualTo(4);
    }
    drive(() -> counting.ended);
  }

  @Test
  void whereNobodyListensConnectingFails() throws IOException {
    ChannelFuture connecting;
    InetSocketAddress dead = (InetSocketAddress) listening.getLocalAddress();
    listening.close();
    connecting =
        new Bootstrap()
            .group(loop)
            .channelFactory(DrivenSocket::ofTcp)
            .handler(new Counting())
            .connect(dead);
    drive(connecting::isDone);
    assertThat(connecting.cause())
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("refused")
        .hasMessageContaining(String.valueOf(dead.getPort()));
    assertThat(connecting.channel().isOpen()).isFalse();
  }

  @Test
  void whoClosesItWhileItConnectsIsToldThatItNeverWas() throws IOException {
    Counting counting = new Counting();
    ChannelFuture connecting = connect(counting);
    assumeThat(connecting.isDone()).as("connected at once").isFalse();
    ChannelFuture closed = connecting.channel().close();
    assertThat(closed.isDone()).isTrue();
    assertThat(connecting.cause()).isInstanceOf(ClosedChannelException.class);
    assertThat(loop.look()).isFalse();
    assertThat(counting.active).isFalse();
    assertThat(loop.fetches()).isFalse();
  }
}

package org.tengen.ps.tcp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.wire.Expected;
import org.tengen.ps.wire.FrameHeader;
import org.tengen.ps.wire.Nonce;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.ServerHandshake;

/**
 * The one port at which a process serves a run's coordinator and shards.
 *
 * <p>Requests go to the endpoint with their target's number on an event-loop thread; answers may
 * come on any. A connection that misbehaves is told why and closed; the others go on.
 */
public final class TcpServer implements AutoCloseable {
  /** Below and above which a connection's unsent bytes let its requests be read or not. */
  static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(512 << 10, 2 << 20);

  private static final long CLOSE_MS = 5_000;

  private final NioEventLoopGroup loops;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel listening;
  private final ServerAddress address;

  private TcpServer(
      Listen listen,
      RunKey key,
      TcpSettings settings,
      Map<Integer, Endpoint> targets,
      ByteBufAllocator memory)
      throws IOException {
    Map<Integer, Endpoint> served = Map.copyOf(targets);
    Strangers strangers = new Strangers(settings.maxStrangers());
    SecureRandom random = new SecureRandom();
    loops =
        new NioEventLoopGroup(settings.threads(), new DefaultThreadFactory("tengen-server", true));
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.ALLOCATOR, memory)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(
                new ChannelInitializer<NioSocketChannel>() {
                  @Override
                  protected void initChannel(NioSocketChannel channel) {
                    connections.add(channel);
                    FrameReader reader = new FrameReader(Expected.fromStranger());
                    channel.config().setRecvByteBufAllocator(reader.memory());
                    ServerHandshake handshake =
                        new ServerHandshake(key, settings.maxPayloadBytes(), Nonce.fresh(random));
                    channel
                        .pipeline()
                        .addLast(
                            reader, new ServerDoor(handshake, settings, served, strangers, reader));
                  }
                })
            .bind(new InetSocketAddress(listen.bindHost(), listen.port()))
            .awaitUninterruptibly();
    listening = bound.channel();
    if (!bound.isSuccess()) {
      close();
      throw cannotListen(listen, bound.cause());
    }
    int port = ((InetSocketAddress) listening.localAddress()).getPort();
    address = new ServerAddress(listen.advertisedHost(), port);
  }

  /**
   * Starts to listen.
   *
   * @param targets who answers, by number: -1 is the coordinator, others are shards
   * @throws IOException one line with address and port if it cannot listen there
   */
  public static TcpServer start(
      Listen listen, RunKey key, TcpSettings settings, Map<Integer, Endpoint> targets)
      throws IOException {
    return start(listen, key, settings, targets, SliceMemory.shared());
  }

  /** What {@link #start} takes for a coordinator and its shards. */
  public static Map<Integer, Endpoint> targets(
      Endpoint coordinator, List<? extends Endpoint> shards) {
    Map<Integer, Endpoint> targets = new HashMap<>();
    targets.put(FrameHeader.COORDINATOR, coordinator);
    for (int shard = 0; shard < shards.size(); shard++) {
      targets.put(shard, shards.get(shard));
    }
    return targets;
  }

  static TcpServer start(
      Listen listen,
      RunKey key,
      TcpSettings settings,
      Map<Integer, Endpoint> targets,
      ByteBufAllocator memory)
      throws IOException {
    return new TcpServer(listen, key, settings, targets, memory);
  }

  /** Where workers reach this server. */
  public ServerAddress address() {
    return address;
  }

  /**
   * Closes the port and all connections. The targets are their owner's to close, before or after.
   */
  @Override
  public void close() {
    listening.close().awaitUninterruptibly(CLOSE_MS);
    connections.close().awaitUninterruptibly(CLOSE_MS);
    loops.shutdownGracefully(0, CLOSE_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(CLOSE_MS);
  }

  private static IOException cannotListen(Listen listen, Throwable cause) {
    String where = "cannot listen on " + listen.bindHost() + ":" + listen.port() + ": ";
    boolean inUse =
        cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use");
    String why =
        inUse
            ? "the port is in use; choose another with ps.port, or 0 for any free port"
            : "" + cause.getMessage();
    return new IOException(where + why, cause);
  }
}

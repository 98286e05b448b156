package org.tengen.ps.tcp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.wire.FrameHeader;
import org.tengen.ps.wire.RunKey;

/**
 * The one port at which a process serves a run's coordinator and shards, or several runs', and
 * beside it, for workers on the same host, a Unix domain socket.
 *
 * <p>Requests go to the endpoint with their target's number on an event-loop thread; answers may
 * come on any. A connection that misbehaves is told why and closed; the others go on.
 */
public final class TcpServer implements AutoCloseable {
  /** Below and above which a connection's unsent bytes let its requests be read or not. */
  static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(512 << 10, 2 << 20);

  private static final Logger LOG = LoggerFactory.getLogger(TcpServer.class);
  private static final long CLOSE_MS = 5_000;

  /** Where a socket goes whose path would be too long in this JVM's own folder. */
  private static final Path TMP = Path.of("/tmp");

  private final Sockets sockets = Sockets.ofThisJvm();
  private final EventLoopGroup loops;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final ChannelGroup listening = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final ServerAddress address;
  private @Nullable SocketFile socketFile;

  private TcpServer(Listen listen, ServedRuns served, TcpSettings settings, ByteBufAllocator memory)
      throws IOException {
    Arrivals.House house =
        new Arrivals.House(
            served,
            settings,
            new Strangers(settings.limits().maxStrangers()),
            new SecureRandom(),
            connections);
    SslContext tls = settings.tls() == null ? null : settings.tls().server();
    loops = sockets.loops(settings.threads(), "tengen-server");
    boolean open = false;
    try {
      int port = listenByTcp(listen, new Arrivals(house, tls), memory, tls == null);
      String socket =
          settings.transport() == Transport.TCP
              ? null
              : listenHere(new Arrivals(house, null), memory, settings.transport());
      address = new ServerAddress(listen.advertisedHost(), port, socket);
      open = true;
    } finally {
      if (!open) {
        close();
      }
    }
  }

  /** Listens at the one port; returns it. Who listens to a network without TLS is told. */
  private int listenByTcp(Listen listen, Arrivals arrivals, ByteBufAllocator memory, boolean clear)
      throws IOException {
    ChannelFuture bound =
        bootstrap(sockets.server(false), arrivals, memory)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .bind(new InetSocketAddress(listen.bindHost(), listen.port()))
            .awaitUninterruptibly();
    listening.add(bound.channel());
    if (!bound.isSuccess()) {
      throw cannotListen(listen, bound.cause());
    }
    InetSocketAddress at = (InetSocketAddress) bound.channel().localAddress();
    if (clear && !at.getAddress().isLoopbackAddress()) {
      LOG.warn(
          "{} is not loopback, and without tls-certificate weights and gradients go in clear", at);
    }
    return at.getPort();
  }

  /** Listens at a Unix domain socket; returns its file, null if there is none and need not be. */
  private @Nullable String listenHere(
      Arrivals arrivals, ByteBufAllocator memory, Transport transport) throws IOException {
    try {
      return listenInFile(arrivals, memory);
    } catch (IOException e) {
      String line = "no Unix domain socket: " + e.getMessage();
      if (transport == Transport.UNIX) {
        throw new IOException("transport=unix: " + line, e);
      }
      LOG.info("{}; workers of this host use TCP", line);
      return null;
    }
  }

  private String listenInFile(Arrivals arrivals, ByteBufAllocator memory) throws IOException {
    if (!sockets.haveUnix()) {
      throw new IOException(Sockets.NO_UNIX);
    }
    SocketFile file = SocketFile.below(Path.of(System.getProperty("java.io.tmpdir")), TMP);
    socketFile = file;
    ChannelFuture bound =
        bootstrap(sockets.server(true), arrivals, memory)
            .bind(Sockets.unix(file.path().toString()))
            .awaitUninterruptibly();
    listening.add(bound.channel());
    if (!bound.isSuccess()) {
      throw new IOException("cannot listen at " + file.path() + ": " + bound.cause().getMessage());
    }
    return file.path().toString();
  }

  private ServerBootstrap bootstrap(
      Class<? extends ServerChannel> kind, Arrivals arrivals, ByteBufAllocator memory) {
    return new ServerBootstrap()
        .group(loops)
        .channel(kind)
        .childOption(ChannelOption.ALLOCATOR, memory)
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
        .childHandler(arrivals);
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

  /**
   * Starts to listen for several runs, which may come and go.
   *
   * @throws IOException one line with address and port if it cannot listen there
   */
  public static TcpServer start(Listen listen, ServedRuns served, TcpSettings settings)
      throws IOException {
    return new TcpServer(listen, served, settings, SliceMemory.shared());
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
    return new TcpServer(listen, ServedRuns.one(key, targets), settings, memory);
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
    if (socketFile != null) {
      try {
        socketFile.close();
      } catch (IOException e) {
        LOG.warn("the socket {} stays behind: {}", socketFile.path(), e.toString());
      }
    }
  }

  private static IOException cannotListen(Listen listen, Throwable cause) {
    String where = "cannot listen on " + listen.bindHost() + ":" + listen.port() + ": ";
    boolean inUse = String.valueOf(cause.getMessage()).contains("in use");
    String why =
        inUse
            ? "the port is in use; choose another with ps.port, or 0 for any free port"
            : "" + cause.getMessage();
    return new IOException(where + why, cause);
  }
}

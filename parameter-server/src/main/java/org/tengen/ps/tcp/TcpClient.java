package org.tengen.ps.tcp;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tengen.ps.driven.DrivenLoop;
import org.tengen.ps.driven.DrivenSocket;
import org.tengen.ps.idle.Lookout;
import org.tengen.ps.wire.ClientHandshake;
import org.tengen.ps.wire.Expected;
import org.tengen.ps.wire.Nonce;
import org.tengen.ps.wire.RunKey;

/**
 * Opens connections to a run's servers; owns the event loops that serve them. For any thread.
 *
 * <p>The sockets of a lane's own client are served by the lane's thread itself while it waits, and
 * looked after by an event loop otherwise; those with TLS have event loops with threads.
 */
public final class TcpClient implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TcpClient.class);
  private static final long CLOSE_MS = 5_000;

  /** How often somebody looks after a lane's connections while the lane computes. */
  private static final long LOOK_MS = 50;

  private final RunKey key;
  private final String name;
  private final TcpSettings settings;
  private final ByteBufAllocator memory;
  private final Sockets sockets = Sockets.ofThisJvm();
  private final EventLoopGroup loops;
  private final SecureRandom random = new SecureRandom();
  private final AtomicBoolean saidThatByTcp = new AtomicBoolean();
  private final @Nullable DrivenLoop lane;
  private boolean lookedAfter;
  private @Nullable SslContext tls;

  /**
   * @param name who asks, for the servers' messages: host and process
   */
  public TcpClient(RunKey key, String name, TcpSettings settings) {
    this(key, name, settings, SliceMemory.shared());
  }

  TcpClient(RunKey key, String name, TcpSettings settings, ByteBufAllocator memory) {
    this(key, name, settings, memory, null);
  }

  private TcpClient(
      RunKey key,
      String name,
      TcpSettings settings,
      ByteBufAllocator memory,
      @Nullable DrivenLoop lane) {
    this.key = key;
    this.name = name;
    this.settings = settings;
    this.memory = memory;
    this.lane = lane;
    this.loops = sockets.loops(settings.threads(), "tengen-client");
  }

  /** One for a single lane, whose thread waits at {@link #lookout}. */
  public static TcpClient ofLane(RunKey key, String name, TcpSettings settings) {
    return ofLane(key, name, settings, SliceMemory.shared());
  }

  static TcpClient ofLane(RunKey key, String name, TcpSettings settings, ByteBufAllocator memory) {
    return new TcpClient(key, name, settings, memory, new DrivenLoop());
  }

  /** Where a lane's thread waits for answers. */
  Lookout lookout() {
    return lane == null ? Lookout.ofSleeper() : lane;
  }

  /**
   * Opens a connection within the connect timeout, see {@link #connect(ServerAddress, Duration)}.
   */
  public TcpConnection connect(ServerAddress server) throws IOException, InterruptedException {
    return connect(server, settings.deadlines().connect());
  }

  /**
   * Opens a connection: connects and proves both sides.
   *
   * @throws org.tengen.ps.client.WrongSecretException if the server has another secret
   * @throws IOException one line that names the server's address and ours, or the setting and file
   *     that cannot be used
   */
  public TcpConnection connect(ServerAddress server, Duration timeout)
      throws IOException, InterruptedException {
    long endNs = System.nanoTime() + timeout.toNanos();
    String socket = socketHere(server);
    if (socket != null) {
      Opening here = new Opening(server, socket, settings, timeout, lane);
      try {
        return here.await(here.begin(bootstrapHere(), furnish(here, null)));
      } catch (IOException e) {
        if (settings.transport() == Transport.UNIX || here.reached()) {
          throw e;
        }
        if (!saidThatByTcp.getAndSet(true)) {
          LOG.info("{}; using TCP instead", e.getMessage());
        }
      }
    }
    SslContext tls = tls();
    // what is encrypted keeps a core busy for each connection, more than a lane's thread is
    DrivenLoop driven = tls == null ? lane : null;
    Opening byTcp = new Opening(server, null, settings, left(endNs), driven);
    return byTcp.await(byTcp.begin(bootstrapByTcp(driven), furnish(byTcp, tls)));
  }

  private static Duration left(long endNs) {
    return Duration.ofNanos(Math.max(1_000_000, endNs - System.nanoTime()));
  }

  /** Whether a connection came to nothing because nobody listens at its address any more. */
  public static boolean refused(IOException failure) {
    return failure.getCause() instanceof ConnectException cause
        && !(cause instanceof ConnectTimeoutException)
        && String.valueOf(cause.getMessage()).contains("refused");
  }

  /** Ends all connections and the event loops. */
  @Override
  public void close() {
    try {
      if (lane != null) {
        lane.close();
      }
    } finally {
      loops.shutdownGracefully(0, CLOSE_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(CLOSE_MS);
    }
  }

  /** The file of the server's Unix domain socket, if it is to be used here; null for TCP. */
  private @Nullable String socketHere(ServerAddress server) throws IOException {
    if (settings.transport() == Transport.TCP) {
      return null;
    }
    String socket = server.socket();
    boolean here = socket != null && sockets.haveUnix() && Files.exists(Path.of(socket));
    if (!here && settings.transport() == Transport.UNIX) {
      throw new IOException(
          "transport=unix: no Unix domain socket to the parameter server at "
              + server
              + ": "
              + (sockets.haveUnix() ? "it is not on this host" : Sockets.NO_UNIX));
    }
    return here ? socket : null;
  }

  private Bootstrap bootstrapHere() {
    if (lane == null) {
      return bootstrap(loops).channel(sockets.client(true));
    }
    lookAfter(lane);
    return bootstrap(lane).channelFactory(DrivenSocket::ofUnix);
  }

  private Bootstrap bootstrapByTcp(@Nullable DrivenLoop driven) {
    if (driven == null) {
      return bootstrap(loops)
          .channel(sockets.client(false))
          .option(ChannelOption.TCP_NODELAY, true)
          .option(ChannelOption.SO_KEEPALIVE, true);
    }
    lookAfter(driven);
    return bootstrap(driven).channelFactory(DrivenSocket::ofTcp);
  }

  /** The lane's thread looks only while it waits. */
  private synchronized void lookAfter(DrivenLoop driven) {
    if (!lookedAfter) {
      lookedAfter = true;
      Future<?> unused =
          loops
              .next()
              .scheduleWithFixedDelay(driven::lookAfter, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
    }
  }

  private Bootstrap bootstrap(EventLoopGroup on) {
    return new Bootstrap()
        .group(on)
        .option(ChannelOption.ALLOCATOR, memory)
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, TcpServer.WATER_MARK);
  }

  private Opening.Furnish furnish(Opening opening, @Nullable SslContext with) {
    return (Channel channel) -> {
      FrameReader reader = new FrameReader(Expected.fromUnprovenServer());
      if (with == null) {
        channel.config().setRecvByteBufAllocator(reader.memory());
      } else {
        channel.pipeline().addLast(Arrivals.handler(with, channel, settings));
      }
      ClientHandshake handshake = new ClientHandshake(key, name, Nonce.fresh(random));
      channel.pipeline().addLast(reader, new ClientDoor(handshake, settings, reader, opening));
    };
  }

  private synchronized @Nullable SslContext tls() throws IOException {
    Tls files = settings.tls();
    if (tls == null && files != null) {
      tls = files.client();
    }
    return tls;
  }
}

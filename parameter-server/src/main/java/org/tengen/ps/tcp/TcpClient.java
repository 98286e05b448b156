package org.tengen.ps.tcp;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tengen.ps.wire.ClientHandshake;
import org.tengen.ps.wire.Expected;
import org.tengen.ps.wire.Nonce;
import org.tengen.ps.wire.RunKey;

/** Opens connections to a run's servers; owns the event loops that serve them. For any thread. */
public final class TcpClient implements AutoCloseable {
  private static final long CLOSE_MS = 5_000;

  private final RunKey key;
  private final String name;
  private final TcpSettings settings;
  private final ByteBufAllocator memory;
  private final NioEventLoopGroup loops;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param name who asks, for the servers' messages: host and process
   */
  public TcpClient(RunKey key, String name, TcpSettings settings) {
    this(key, name, settings, SliceMemory.shared());
  }

  TcpClient(RunKey key, String name, TcpSettings settings, ByteBufAllocator memory) {
    this.key = key;
    this.name = name;
    this.settings = settings;
    this.memory = memory;
    this.loops =
        new NioEventLoopGroup(settings.threads(), new DefaultThreadFactory("tengen-client", true));
  }

  /**
   * Opens a connection within the connect timeout, see {@link #connect(ServerAddress, Duration)}.
   */
  public TcpConnection connect(ServerAddress server) throws IOException, InterruptedException {
    return connect(server, settings.connectTimeout());
  }

  /**
   * Opens a connection: connects and proves both sides.
   *
   * @throws IOException one line that names the server's address and ours
   */
  public TcpConnection connect(ServerAddress server, Duration timeout)
      throws IOException, InterruptedException {
    CompletableFuture<ClientSession> opened = new CompletableFuture<>();
    long timeoutMs = timeout.toMillis();
    ChannelFuture connecting = begin(server, opened, (int) Math.min(timeoutMs, 3_600_000));
    try {
      ClientSession session = opened.get(timeoutMs, TimeUnit.MILLISECONDS);
      return new TcpConnection(connecting.channel(), session, server);
    } catch (TimeoutException e) {
      String waitedFor = connecting.isSuccess() ? "the handshake" : "the connection";
      throw unreachable(server, connecting, "waited " + timeoutMs + " ms for " + waitedFor, e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw unreachable(server, connecting, reason(cause), cause);
    } catch (InterruptedException e) {
      FrameWriter.close(connecting.channel());
      throw e;
    }
  }

  /** Ends all connections and the event loops. */
  @Override
  public void close() {
    loops.shutdownGracefully(0, CLOSE_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(CLOSE_MS);
  }

  private ChannelFuture begin(
      ServerAddress server, CompletableFuture<ClientSession> opened, int timeoutMs) {
    ChannelFuture connecting =
        new Bootstrap()
            .group(loops)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.ALLOCATOR, memory)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, TcpServer.WATER_MARK)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMs)
            .handler(
                new ChannelInitializer<NioSocketChannel>() {
                  @Override
                  protected void initChannel(NioSocketChannel channel) {
                    furnish(channel, server, opened);
                  }
                })
            .connect(server.host(), server.port());
    return connecting.addListener(
        done -> {
          if (!done.isSuccess()) {
            opened.completeExceptionally(done.cause());
          }
        });
  }

  private void furnish(
      Channel channel, ServerAddress server, CompletableFuture<ClientSession> opened) {
    FrameReader reader = new FrameReader(Expected.fromUnprovenServer());
    channel.config().setRecvByteBufAllocator(reader.memory());
    ClientHandshake handshake = new ClientHandshake(key, name, Nonce.fresh(random));
    channel.pipeline().addLast(reader, new ClientDoor(handshake, settings, reader, server, opened));
  }

  private static IOException unreachable(
      ServerAddress server, ChannelFuture connecting, String why, Throwable cause) {
    Object local = connecting.channel().localAddress();
    String here = local == null ? route(server) : String.valueOf(local);
    FrameWriter.close(connecting.channel());
    return new IOException(
        "cannot reach the parameter server at " + server + " from " + here + ": " + why, cause);
  }

  private static String reason(Throwable cause) {
    if (cause instanceof UnknownHostException) {
      return "unknown host";
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** The local address that packets to the server would leave from; none is sent. */
  private static String route(ServerAddress server) {
    InetSocketAddress to = new InetSocketAddress(server.host(), server.port());
    if (to.isUnresolved()) {
      return "this host";
    }
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(to);
      return socket.getLocalAddress().getHostAddress();
    } catch (SocketException e) {
      return "this host, which has no route there";
    }
  }
}

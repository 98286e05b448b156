package org.tengen.ps.tcp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.client.WrongSecretException;
import org.tengen.ps.driven.DrivenLoop;
import org.tengen.ps.wire.HandshakeException;

/** One try to open a connection, by one kind of socket. */
final class Opening {
  private static final long HOUR_MS = 3_600_000;

  private final ServerAddress server;
  private final @Nullable String socket;
  private final @Nullable Tls tls;
  private final @Nullable DrivenLoop lane;
  private final long timeoutMs;
  private final CompletableFuture<ClientSession> opened = new CompletableFuture<>();
  private volatile boolean reached;

  /** Gives a new channel its handlers. */
  @FunctionalInterface
  interface Furnish {
    void furnish(Channel channel);
  }

  /**
   * @param socket the Unix domain socket's file; null for TCP
   * @param lane what the one that waits drives meanwhile; null where the loop has a thread
   */
  Opening(
      ServerAddress server,
      @Nullable String socket,
      TcpSettings settings,
      Duration timeout,
      @Nullable DrivenLoop lane) {
    this.lane = lane;
    this.server = server;
    this.socket = socket;
    this.tls = socket == null ? settings.tls() : null;
    this.timeoutMs = timeout.toMillis();
  }

  ServerAddress server() {
    return server;
  }

  /** Whether somebody was there, whatever came of it. */
  boolean reached() {
    return reached;
  }

  void succeeded(ClientSession session) {
    opened.complete(session);
  }

  void failed(Throwable cause) {
    opened.completeExceptionally(cause);
  }

  /** Begins to connect. */
  ChannelFuture begin(Bootstrap bootstrap, Furnish furnish) {
    bootstrap
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(timeoutMs, HOUR_MS))
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                furnish.furnish(channel);
              }
            });
    ChannelFuture connecting =
        socket == null
            ? bootstrap.connect(server.host(), server.port())
            : bootstrap.connect(Sockets.unix(socket));
    return connecting.addListener(
        done -> {
          reached = done.isSuccess();
          if (!done.isSuccess()) {
            failed(done.cause());
          }
        });
  }

  /**
   * Waits until the connection is open.
   *
   * @throws WrongSecretException if the two sides have different secrets
   * @throws IOException one line that names the server's address and ours
   */
  TcpConnection await(ChannelFuture connecting) throws IOException, InterruptedException {
    Channel channel = connecting.channel();
    try {
      long beganNs = System.nanoTime();
      long timeoutNs = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
      if (lane != null) {
        lane.driveUntil(opened::isDone, timeoutNs);
      }
      long leftNs = timeoutNs - (System.nanoTime() - beganNs);
      ClientSession session = opened.get(leftNs, TimeUnit.NANOSECONDS);
      return new TcpConnection(channel, session, server);
    } catch (TimeoutException e) {
      String waitedFor = connecting.isSuccess() ? "the handshake" : "the connection";
      throw unreachable(channel, "waited " + timeoutMs + " ms for " + waitedFor, e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw unreachable(channel, reason(cause), cause);
    } catch (InterruptedException e) {
      FrameWriter.close(channel);
      throw e;
    }
  }

  private IOException unreachable(Channel channel, String why, Throwable cause) {
    FrameWriter.close(channel);
    String message =
        "cannot reach the parameter server at " + between(channel.localAddress()) + ": " + why;
    return cause instanceof HandshakeException handshake && handshake.isOfSecret()
        ? new WrongSecretException(message, cause)
        : new IOException(message, cause);
  }

  private String between(@Nullable SocketAddress local) {
    if (socket != null) {
      return "the Unix domain socket " + socket;
    }
    return server + " from " + (local == null ? route() : local);
  }

  private String reason(Throwable cause) {
    String ofTls = tls == null ? null : tls.explain(cause);
    if (ofTls != null) {
      return ofTls;
    }
    if (cause instanceof UnknownHostException) {
      return "unknown host";
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** The local address that packets to the server would leave from; none is sent. */
  private String route() {
    InetSocketAddress to = new InetSocketAddress(server.host(), server.port());
    if (to.isUnresolved()) {
      return "this host";
    }
    try (DatagramSocket datagrams = new DatagramSocket()) {
      datagrams.connect(to);
      return datagrams.getLocalAddress().getHostAddress();
    } catch (SocketException e) {
      return "this host, which has no route there";
    }
  }
}

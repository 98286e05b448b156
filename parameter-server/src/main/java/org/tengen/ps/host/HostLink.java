package org.tengen.ps.host;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.client.WrongSecretException;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.server.ShardLostException;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpClient;
import org.tengen.ps.tcp.TcpConnection;

/**
 * An owner's way to one host: orders and their answers. A broken connection is opened again for a
 * little while, since a host that has only lost a connection has lost no shard. For any thread.
 */
final class HostLink implements AutoCloseable {
  /** A host that cannot be reached again in this time is gone. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final long PAUSE_MS = 200;

  private final TcpClient client;
  private final ServerAddress address;
  private final String what;
  private @Nullable TcpConnection connection;

  /** Why the host is gone, once it is: who else asks it is told at once. */
  private volatile @Nullable String gone;

  /**
   * @param client has the host's key; outlives the link
   * @param what is at the address, for messages, e.g. {@code shards 0, 2}
   */
  HostLink(TcpClient client, ServerAddress address, String what) {
    this.client = client;
    this.address = address;
    this.what = what;
  }

  ServerAddress address() {
    return address;
  }

  /**
   * Orders and waits for the answer.
   *
   * @throws ShardLostException if the host is gone, or has dropped the run
   * @throws RunFailedException if it refuses the order
   */
  byte[] ask(HostOrder order) throws InterruptedException {
    Request request = new Request.Order(OrderBytes.of(order));
    long lostNs = Long.MIN_VALUE;
    while (true) {
      String failure;
      try {
        Reply reply = call(open(), HostKeys.ORDERS, request);
        if (reply instanceof Reply.Report report) {
          return report.content();
        }
        failure = lostOrThrow(reply);
      } catch (WrongSecretException e) {
        throw lost(String.valueOf(e.getMessage())); // who listens there now is another
      } catch (IOException e) {
        failure = String.valueOf(e.getMessage());
      }
      long now = System.nanoTime();
      lostNs = lostNs == Long.MIN_VALUE ? now : lostNs;
      if (now - lostNs > PATIENCE.toNanos()) {
        throw lost(failure);
      }
      Thread.sleep(PAUSE_MS);
    }
  }

  /**
   * Orders once, however the connection is.
   *
   * @throws IOException one line that names the host if there is no answer
   */
  byte[] askOnce(HostOrder order) throws IOException, InterruptedException {
    Reply reply = call(open(), HostKeys.ORDERS, new Request.Order(OrderBytes.of(order)));
    if (reply instanceof Reply.Report report) {
      return report.content();
    }
    throw new IOException("the server at " + address + ": " + lostOrThrow(reply));
  }

  /** Asks and waits; an answer that does not come counts as lost, and so does the connection. */
  static Reply call(TcpConnection way, int target, Request request) throws InterruptedException {
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    way.endpoint(target).submit(request, answer::complete);
    try {
      return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      way.close();
      return new Reply.Refused(Reason.LOST, "no answer within " + ANSWER.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer that failed", e);
    }
  }

  private String lostOrThrow(Reply reply) {
    if (reply instanceof Reply.Refused refused) {
      if (refused.reason() == Reason.LOST) {
        return refused.message();
      }
      if (refused.reason() == Reason.CLOSED) {
        throw lost(refused.message());
      }
      throw new RunFailedException("the server at " + address + ": " + refused.message());
    }
    throw new RunFailedException("the server at " + address + " answered " + reply);
  }

  private ShardLostException lost(String why) {
    String message = lost(address, what, why);
    gone = message;
    return new ShardLostException(message);
  }

  /** The line that says that a host is gone. */
  static String lost(ServerAddress address, String what, String why) {
    return "the server at " + address + ", which held " + what + ", is lost: " + why;
  }

  /** The host is gone, or taken for that: nobody asks it any more, nor waits for its answers. */
  void giveUp(String message) {
    gone = message;
    close();
  }

  private void requireThere() {
    String message = gone;
    if (message != null) {
      throw new ShardLostException(message);
    }
  }

  private synchronized TcpConnection open() throws IOException, InterruptedException {
    requireThere();
    TcpConnection open = connection;
    if (open == null || !open.isOpen()) {
      close();
      open = client.connect(address, CONNECT);
      connection = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    TcpConnection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }
}

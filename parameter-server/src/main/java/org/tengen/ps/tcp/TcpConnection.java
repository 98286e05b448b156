package org.tengen.ps.tcp;

import io.netty.channel.Channel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tengen.ps.driven.DrivenLoop;
import org.tengen.ps.protocol.Endpoint;

/**
 * An open connection to a run's server: the near ends of its coordinator and shards.
 *
 * <p>One for each lane: a server that has enough of a connection's requests stops reading it, and
 * lanes that wait for each other must not wait behind each other.
 *
 * <p>When it breaks, everything outstanding is answered with {@link
 * org.tengen.ps.protocol.Reply.Refused.Reason#LOST}, and so is what comes after.
 */
public final class TcpConnection implements AutoCloseable {
  private static final long CLOSE_MS = 5_000;

  private final Channel channel;
  private final ClientSession session;
  private final ServerAddress server;

  TcpConnection(Channel channel, ClientSession session, ServerAddress server) {
    this.channel = channel;
    this.session = session;
    this.server = server;
  }

  /**
   * The near end of a target: -1 is the coordinator, others are shards. Handlers are called on the
   * connection's event loop; a push's floats are read until its reply.
   */
  public Endpoint endpoint(int target) {
    return (request, handler) -> session.submit(target, request, handler);
  }

  /** Whether it is open, as far as this side knows. */
  public boolean isOpen() {
    return session.isOpen();
  }

  /** The server at the other end. */
  public ServerAddress server() {
    return server;
  }

  /**
   * Ends the connection. When this returns, everything has been answered (unless a handler called
   * it), so the floats of pushes may change.
   *
   * @throws IllegalStateException if a handler has kept the event loop for five seconds
   */
  @Override
  public void close() {
    if (!channel.eventLoop().isShuttingDown()) {
      session.close("closed here");
    }
    if (channel.eventLoop().inEventLoop()) {
      return;
    }
    if (!awaitEnd()) {
      throw new IllegalStateException(this + " did not close within " + CLOSE_MS + " ms");
    }
  }

  /** Not cut short by an interrupt: the event loop may still be reading the caller's floats. */
  private boolean awaitEnd() {
    boolean interrupted = false;
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MS);
    try {
      while (true) {
        try {
          if (channel.eventLoop() instanceof DrivenLoop driven) {
            driven.driveUntil(session.ended()::isDone, deadline - System.nanoTime());
          }
          session.ended().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
          return true;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (TimeoutException | ExecutionException e) {
          return false;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public String toString() {
    return "connection to " + server;
  }
}

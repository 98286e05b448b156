package org.tengen.ps.client;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.client.Connector.Connection;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.protocol.StepTotals;

/** One lane's way to the coordinator. Used by the lane's thread. */
final class CoordinatorLink implements AutoCloseable {
  private static final long PAUSE_MS = 200;
  private static final long LEAVE_NS = TimeUnit.SECONDS.toNanos(5);

  private final Connector connector;
  private final ClientSettings settings;
  private final int lane;
  private @Nullable Connection connection;
  private int incarnation;

  /** The last answer to a progress that was not {@code Done}; written by the endpoint's thread. */
  private volatile Reply.@Nullable Refused refused;

  CoordinatorLink(Connector connector, ClientSettings settings, int lane) {
    this.connector = connector;
    this.settings = settings;
    this.lane = lane;
  }

  /** Joins, and waits until every lane has; returns the lease. */
  int join(String worker, Map<String, String> facts) throws InterruptedException {
    long deadlineNs = System.nanoTime() + settings.reply().toNanos();
    long connectNs = System.nanoTime() + settings.connect().toNanos();
    while (true) {
      String failure;
      try {
        Request.Join join = new Request.Join(lane, worker, facts);
        Reply reply = Calls.call(open(), join, deadlineNs);
        if (reply instanceof Reply.Joined joined) {
          incarnation = joined.incarnation();
          return incarnation;
        }
        failure = Refusals.lostOrThrow(lane, reply);
        connectNs = System.nanoTime() + settings.connect().toNanos();
      } catch (IOException e) {
        failure = String.valueOf(e.getMessage());
      }
      if (System.nanoTime() > Math.min(deadlineNs, connectNs)) {
        throw new LaneException(
            Reason.LOST, "lane " + lane + ": coordinator not reached: " + failure);
      }
      Thread.sleep(PAUSE_MS);
    }
  }

  /** Tells, without waiting for the answer; what cannot be told now is told with the next. */
  void progress(StepTotals totals) {
    Connection open = connection;
    if (open != null) {
      open.submit(new Request.Progress(lane, incarnation, totals), this::noteRefusal);
    }
  }

  /** Throws what an earlier progress was refused with; opens a way that has broken. */
  void check() throws InterruptedException {
    Reply.Refused why = refused;
    if (why == null) {
      return;
    }
    refused = null;
    if (why.reason() != Reason.LOST) {
      throw Refusals.thrown(lane, why);
    }
    try {
      open();
    } catch (IOException e) {
      refused = why;
    }
  }

  /** Gives the lease back, if the coordinator can be reached. */
  void leave(boolean finished) {
    Connection open = connection;
    if (open == null) {
      return;
    }
    Exchange exchange = new Exchange(1);
    open.submit(new Request.Leave(lane, incarnation, finished), reply -> exchange.answered());
    exchange.settle(System.nanoTime() + LEAVE_NS);
  }

  private void noteRefusal(Reply reply) {
    if (reply instanceof Reply.Refused why) {
      refused = why;
    }
  }

  private Connection open() throws IOException, InterruptedException {
    close();
    Connection opened = connector.coordinator(settings.connect());
    connection = opened;
    return opened;
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}

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

/** One lane's way to the coordinator. Used by whoever drives the lane. */
final class CoordinatorLink implements AutoCloseable {
  private static final long LEAVE_NS = TimeUnit.SECONDS.toNanos(5);

  private final Connector connector;
  private final ClientSettings settings;
  private final int lane;
  private final Runnable bell;
  private @Nullable Connection connection;
  private int incarnation;

  /** Whether the way has to be opened again before somebody asks where a shard is. */
  private boolean unanswering;

  /** The last answer to a progress that was not {@code Done}; written by the endpoint's thread. */
  private volatile Reply.@Nullable Refused refused;

  /** Whether the lane's worker is wanted for another lane; written by the endpoint's thread. */
  private volatile boolean wantedElsewhere;

  CoordinatorLink(Connector connector, ClientSettings settings, int lane, Runnable bell) {
    this.connector = connector;
    this.settings = settings;
    this.lane = lane;
    this.bell = bell;
  }

  int incarnation() {
    return incarnation;
  }

  Runnable bell() {
    return bell;
  }

  long connectNs() {
    return settings.connect().toNanos();
  }

  /** Begins to ask for the lease, which is given when every lane has joined. */
  Joining join(String worker, Map<String, String> facts, long nowNs) {
    Request.Join join = new Request.Join(lane, worker, facts);
    return new Joining(this, join, nowNs + settings.reply().toNanos(), nowNs);
  }

  /** The lease that was given. */
  void joined(int lease) {
    incarnation = lease;
  }

  /** Tells, without waiting for the answer; what cannot be told now is told with the next. */
  void progress(StepTotals totals) {
    Connection open = connection;
    if (open != null) {
      open.submit(new Request.Progress(lane, incarnation, totals), this::note);
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

  /** Begins to give the lease back; null if there is no way to the coordinator. */
  @Nullable Pending leave(boolean finished, long nowNs) {
    Connection open = connection;
    return open == null
        ? null
        : Call.send(open, new Request.Leave(lane, incarnation, finished), bell, nowNs + LEAVE_NS);
  }

  /** Asks where a shard is, over a new way if the one before has brought no answer. */
  Call where(int shard, long deadlineNs) throws IOException, InterruptedException {
    Connection open = connection;
    if (open == null || unanswering) {
      open = open();
    }
    unanswering = false;
    return Call.send(open, new Request.Where(lane, incarnation, shard), bell, deadlineNs);
  }

  /** The way has brought no answer. */
  void unanswered() {
    unanswering = true;
  }

  /** Whether the answer to a progress was that the worker is wanted for another lane. */
  boolean wantedElsewhere() {
    return wantedElsewhere;
  }

  private void note(Reply reply) {
    if (reply instanceof Reply.Refused why) {
      refused = why;
    } else if (reply instanceof Reply.Vacate) {
      wantedElsewhere = true;
    }
  }

  /** Opens the way, in place of the one before. */
  Connection open() throws IOException, InterruptedException {
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

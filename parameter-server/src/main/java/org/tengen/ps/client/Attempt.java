package org.tengen.ps.client;

import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;

/**
 * One request on its way to one shard, and its answer. A pull's floats go straight into the
 * caller's buffer, but for an attempt that was abandoned: the buffer may be gone by then.
 */
final class Attempt implements ReplyHandler {
  private final int shard;
  private final Request request;
  private final @Nullable Destination destination;
  private final boolean moves;
  private final AtomicReference<@Nullable Reply> reply = new AtomicReference<>();
  private @Nullable Exchange exchange;
  private boolean abandoned;

  /**
   * Where a pull's floats go.
   *
   * @param held what the lane has, which is written too
   */
  record Destination(Held held, FloatBuffer into) {
    void write(int slice, long version, Payload weights) {
      held.write(slice, version, weights, into);
    }
  }

  /**
   * @param moves whether another copy of the shard may take over
   */
  Attempt(int shard, Request request, @Nullable Destination destination, boolean moves) {
    this.moves = moves;
    this.shard = shard;
    this.request = request;
    this.destination = destination;
  }

  int shard() {
    return shard;
  }

  Request request() {
    return request;
  }

  /** The answer; null until there is one. */
  @Nullable Reply reply() {
    return reply.get();
  }

  boolean lost() {
    return Refusals.lost(reply.get(), moves);
  }

  /** The same bytes once more, in the shard's epoch by now. */
  Attempt again(long epoch) {
    return new Attempt(shard, request.in(epoch), destination, moves);
  }

  /** Sends it, as one of the exchange's. */
  void send(Exchange in, Connector.Connection connection) {
    exchange = in;
    connection.submit(request, this);
  }

  /** Whatever comes now is dropped; when this returns, nothing is being written. */
  synchronized void abandon() {
    abandoned = true;
  }

  @Override
  public synchronized void onWeights(int slice, long version, Payload weights) {
    if (!abandoned && destination != null) {
      destination.write(slice, version, weights);
    }
  }

  @Override
  public void onReply(Reply answer) {
    Exchange in = exchange;
    if (!reply.compareAndSet(null, answer) || in == null) {
      return;
    }
    boolean ends = answer instanceof Reply.BudgetSpent || answer instanceof Reply.Behind;
    if (ends || (answer instanceof Reply.Refused && !lost())) {
      in.cutShort(answer);
    }
    in.answered();
  }
}

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

  /** Where a pull's floats go. */
  interface Destination {
    /** Takes a slice, or a part of rows. */
    void write(int slice, long version, Payload weights);

    /** The shard has not got what the request names. */
    default void unknown() {}
  }

  /**
   * Where whole slices go.
   *
   * @param held what the lane has, which is written too
   */
  record Slices(Held held, FloatBuffer into) implements Destination {
    @Override
    public void write(int slice, long version, Payload weights) {
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

  /** The request that takes a pull back; null for what is no pull. */
  @Nullable Request takenBack() {
    if (request instanceof Request.Pull pull) {
      return new Request.Detach(pull.lane(), pull.incarnation(), pull.clock());
    } else if (request instanceof Request.RowPull pull) {
      return new Request.Detach(pull.lane(), pull.incarnation(), pull.clock());
    }
    return null;
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
    if (answer instanceof Reply.UnknownLists && destination != null) {
      destination.unknown();
    }
    boolean ends = answer instanceof Reply.BudgetSpent || answer instanceof Reply.Behind;
    if (ends || (answer instanceof Reply.Refused && !lost())) {
      in.cutShort(answer);
    }
    in.answered();
  }
}

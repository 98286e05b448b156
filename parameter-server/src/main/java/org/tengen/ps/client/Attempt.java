package org.tengen.ps.client;

import java.nio.FloatBuffer;
import java.util.List;
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
  private @Nullable ShardAsking asking;
  private boolean abandoned;

  /** Where a pull's floats go. */
  interface Destination {
    /** Takes a slice, or a part of rows. */
    void write(int slice, long version, Payload weights);

    /** What the shard is told when it says that it has not got what the request names. */
    default List<? extends Request> lists(int lane, int incarnation) {
      return List.of();
    }
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

  /** Whether the shard has not got what the request names. */
  boolean unknown() {
    return reply.get() instanceof Reply.UnknownLists;
  }

  /** Whether it was answered, but has to be asked again. */
  boolean repeats() {
    return lost() || unknown();
  }

  @Nullable Destination destination() {
    return destination;
  }

  /** What the shard is told before this is asked again. */
  List<? extends Request> lists() {
    return destination == null || !(request instanceof Request.Leased of)
        ? List.of()
        : destination.lists(of.lane(), of.incarnation());
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

  /** Sends it, as one of what its shard is asked. */
  void send(ShardAsking in, Connector.Connection connection) {
    asking = in;
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
    ShardAsking in = asking;
    if (!reply.compareAndSet(null, answer) || in == null) {
      return;
    }
    boolean ends = answer instanceof Reply.BudgetSpent || answer instanceof Reply.Behind;
    if (ends || (answer instanceof Reply.Refused && !lost())) {
      in.cutShort(answer);
    }
    in.answered(this);
  }
}

package org.tengen.ps.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;

/** Stands before the shards of one server, and notes what they are asked and what they answer. */
abstract class Witness {
  private final OnePrimary onePrimary;
  private final NeverAhead neverAhead = new NeverAhead();
  private final int[][] newestLease;
  private final long[][] arrived;
  private final long[][] acknowledged;

  /** By shard, the pulls that are not answered. */
  private final List<List<Listening>> waiting = new ArrayList<>();

  private List<Answered> answers = new ArrayList<>();

  Witness(Trained trained, int places) {
    int lanes = trained.course().lanes();
    this.onePrimary = new OnePrimary(trained.shards());
    this.newestLease = new int[trained.shards()][lanes];
    this.arrived = new long[places][lanes];
    this.acknowledged = new long[places][lanes];
    for (int shard = 0; shard < trained.shards(); shard++) {
      waiting.add(new ArrayList<>());
    }
  }

  /** The places that a push brings something to. */
  abstract int[] places(int shard, Request push);

  /** A push was acknowledged; says of which places that is to be {@link #noted}. */
  abstract void acknowledges(int shard, Request push);

  /** The clock that a shard is done with, of all lanes, as far as it has acknowledged pushes. */
  abstract long slowest(int shard);

  /** What a part of an answer has brought. */
  abstract List<Read> reads(int shard, Request pull, int part, long version, Payload weights);

  /** A shard has answered. */
  void answers(int shard, Request request, Reply reply) {}

  /** Pushes of an earlier server have come to a place. */
  final void hasHeardOf(int place, long[] applied) {
    arrived[place] = applied.clone();
  }

  /** The clocks that somebody has pushed for to a place, as bits. */
  final long arrived(int place, int lane) {
    return arrived[place][lane];
  }

  /** The clocks whose push to a place is known to be at this server, as bits. */
  final long acknowledged(int place, int lane) {
    return acknowledged[place][lane];
  }

  /** Looks at every turn of the replicas. */
  final NeverAhead neverAhead() {
    return neverAhead;
  }

  /** Whether a pull waits at a shard. */
  final boolean anyWaits(int shard) {
    return !waiting.get(shard).isEmpty();
  }

  /** The pulls that wait at a shard. */
  final List<Request> waiting(int shard) {
    return waiting.get(shard).stream().map(Listening::request).toList();
  }

  /** What was answered since this was asked last. */
  final List<Answered> answers() {
    if (answers.isEmpty()) {
      return List.of();
    }
    List<Answered> taken = answers;
    answers = new ArrayList<>();
    return taken;
  }

  /**
   * The way to a shard, past this witness.
   *
   * @param server who answers, and in which epoch
   */
  final Endpoint before(int shard, Supplier<OnePrimary.Served> server, Endpoint endpoint) {
    return (request, handler) -> {
      if (Sent.isPush(request)) {
        note(arrived, places(shard, request), request.lane(), Sent.clock(request));
      }
      Listening listening = new Listening(shard, server, request, handler);
      if (Sent.isPull(request)) {
        waiting.get(shard).add(listening);
      }
      endpoint.submit(request, listening);
    };
  }

  /** What a lane has pushed to some places is known to be there. */
  final void noted(int[] places, int lane, long clock) {
    note(acknowledged, places, lane, clock);
  }

  private static void note(long[][] pushes, int[] places, int lane, long clock) {
    long bit = clock < OneHot.MOST_CLOCKS ? 1L << clock : 0;
    for (int place : places) {
      pushes[place][lane] |= bit;
    }
  }

  /** Hears the answer to one request. */
  private final class Listening implements ReplyHandler {
    private final int shard;
    private final Supplier<OnePrimary.Served> server;
    private final Request request;
    private final ReplyHandler handler;
    private List<Read> read = List.of();

    Listening(
        int shard, Supplier<OnePrimary.Served> server, Request request, ReplyHandler handler) {
      this.shard = shard;
      this.server = server;
      this.request = request;
      this.handler = handler;
    }

    Request request() {
      return request;
    }

    @Override
    public void onWeights(int part, long version, Payload weights) {
      onePrimary.serves(shard, server.get());
      read = read.isEmpty() ? new ArrayList<>() : read;
      read.addAll(reads(shard, request, part, version, weights));
      handler.onWeights(part, version, weights);
    }

    /** The answer has begun: the pull waits for its way, and not for the strategy. */
    @Override
    public boolean ready(Runnable again) {
      waiting.get(shard).remove(this);
      return handler.ready(again);
    }

    @Override
    public void onReply(Reply reply) {
      int[] newest = newestLease[shard];
      if (request instanceof Request.Attach attach && reply instanceof Reply.Attached) {
        newest[attach.lane()] = Math.max(newest[attach.lane()], attach.incarnation());
      }
      if (Sent.isPush(request) && reply instanceof Reply.Acknowledged) {
        onePrimary.serves(shard, server.get());
        acknowledges(shard, request);
      } else if (Sent.isPull(request)) {
        waiting.get(shard).remove(this);
      }
      Witness.this.answers(shard, request, reply);
      answers.add(new Answered(shard, request, reply, newest[request.lane()], read));
      handler.onReply(reply);
    }
  }
}

package org.tengen.ps.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.Training;

/** Stands before the shards of one server, and notes what they are asked and what they answer. */
final class Witness {
  private final Scenario scenario;
  private final boolean told;
  private final OnePrimary onePrimary;
  private final NeverAhead neverAhead = new NeverAhead();
  private final int[][] newestLease;
  private final long[][] arrived;
  private final long[][] acknowledged;

  /** By slice and lane, the clocks that the slice is done with. */
  private final long[][] done;

  /** By shard, the pulls that are not answered. */
  private final List<List<Listening>> waiting = new ArrayList<>();

  private final Layout layout;
  private final Brought brought;
  private List<Answered> answers = new ArrayList<>();

  /** The pushes that are in the images have been heard of. */
  Witness(Scenario scenario, Training training, List<ShardImage> images, Happenings happenings) {
    this.brought = new Brought(happenings);
    this.scenario = scenario;
    this.told = scenario.tellsPushesApart();
    this.onePrimary = new OnePrimary(scenario.shards());
    this.newestLease = new int[scenario.shards()][scenario.lanes()];
    this.arrived = new long[training.layout().slices()][scenario.lanes()];
    this.acknowledged = new long[training.layout().slices()][scenario.lanes()];
    this.layout = training.layout();
    this.done = new long[layout.slices()][];
    for (ShardImage shard : images) {
      waiting.add(new ArrayList<>());
      for (SliceImage slice : shard.slices()) {
        done[slice.slice()] = training.strategy().gathering().finished(slice.clocks());
        if (told && slice.slice() < scenario.countingSlices()) {
          arrived[slice.slice()] = Read.applied(scenario.oneHot(), slice.weights());
        }
      }
    }
  }

  /** The clocks that somebody has pushed a slice for, as bits. */
  long arrived(int slice, int lane) {
    return arrived[slice][lane];
  }

  /** The clocks whose push was acknowledged by this server, as bits. */
  long acknowledged(int slice, int lane) {
    return acknowledged[slice][lane];
  }

  /** Looks at every turn of the replicas. */
  NeverAhead neverAhead() {
    return neverAhead;
  }

  /** Whether a pull waits at a shard. */
  boolean anyWaits(int shard) {
    return !waiting.get(shard).isEmpty();
  }

  /** The pulls that wait at a shard. */
  List<Request> waiting(int shard) {
    return waiting.get(shard).stream().map(Listening::request).toList();
  }

  /** The clock that all slices of a shard are done with, of all lanes. */
  long slowest(int shard) {
    long slowest = Long.MAX_VALUE;
    Range slices = layout.slicesOf(shard);
    for (int slice = slices.from(); slice < slices.to(); slice++) {
      for (long clock : done[slice]) {
        slowest = Math.min(slowest, clock);
      }
    }
    return slowest;
  }

  /** What was answered since this was asked last. */
  List<Answered> answers() {
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
  Endpoint before(int shard, Supplier<OnePrimary.Served> server, Endpoint endpoint) {
    return (request, handler) -> {
      if (request instanceof Request.Push push) {
        arrived[push.slice()][push.lane()] |= bit(push);
      }
      Listening listening = new Listening(shard, server, request, handler);
      if (request instanceof Request.Pull) {
        waiting.get(shard).add(listening);
      }
      endpoint.submit(request, listening);
    };
  }

  private static long bit(Request.Push push) {
    return push.clock() < OneHot.MOST_CLOCKS ? 1L << push.clock() : 0;
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
    public void onWeights(int slice, long version, Payload weights) {
      onePrimary.serves(shard, server.get());
      float[] floats = brought.floats(request.lane(), slice, version, weights);
      read = read.isEmpty() ? new ArrayList<>() : read;
      read.add(Read.of(scenario, told, slice, version, floats));
      handler.onWeights(slice, version, weights);
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
      if (request instanceof Request.Push push && reply instanceof Reply.Acknowledged) {
        onePrimary.serves(shard, server.get());
        acknowledged[push.slice()][push.lane()] |= bit(push);
        long[] clocks = done[push.slice()];
        clocks[push.lane()] = Math.max(clocks[push.lane()], push.clock() + 1);
      } else if (request instanceof Request.Pull) {
        waiting.get(shard).remove(this);
      }
      answers.add(new Answered(shard, request, reply, newest[request.lane()], read));
      handler.onReply(reply);
    }
  }
}

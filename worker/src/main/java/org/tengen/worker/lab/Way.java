package org.tengen.worker.lab;

import org.tengen.ps.client.Connector;
import org.tengen.ps.codec.CodedPayload;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.protocol.Traffic;
import org.tengen.ps.time.VirtualTime;

/** A lane's way to the coordinator or to a shard. It never breaks. */
final class Way implements Connector.Connection {
  private final SimulatedLane<?> lane;
  private final SimulatedServer server;
  private final VirtualTime time;
  private final Snapshots snapshots;
  private final int target;

  Way(
      SimulatedLane<?> lane,
      SimulatedServer server,
      VirtualTime time,
      Snapshots snapshots,
      int target) {
    this.lane = lane;
    this.server = server;
    this.time = time;
    this.snapshots = snapshots;
    this.target = target;
  }

  @Override
  public void submit(Request request, ReplyHandler handler) {
    long bytes = Traffic.FRAME_BYTES;
    if (request instanceof Request.Push push) {
      bytes += bytes(push.payload());
    }
    long arrivesNs = server.arrivesNs(target, bytes);
    time.at(arrivesNs, () -> server.deliver(target, request, new Answer(handler)));
  }

  private static long bytes(Payload payload) {
    return payload instanceof CodedPayload coded
        ? coded.bytes()
        : (long) Float.BYTES * payload.length();
  }

  @Override
  public void close() {}

  /** What comes back. */
  private final class Answer implements ReplyHandler {
    private final ReplyHandler handler;

    Answer(ReplyHandler handler) {
      this.handler = handler;
    }

    @Override
    public void onWeights(int slice, long version, Payload weights) {
      Snapshots.Snapshot sent = snapshots.hold(slice, version, weights);
      long bytes = Traffic.FRAME_BYTES + bytes(weights);
      server.answer(
          target,
          weights.length(),
          () ->
              time.at(
                  server.answersNs(target, bytes),
                  () -> {
                    lane.has(sent);
                    handler.onWeights(slice, version, sent.arrival());
                  }));
    }

    @Override
    public void onReply(Reply reply) {
      server.answer(
          target,
          0,
          () ->
              time.at(server.answersNs(target, Traffic.FRAME_BYTES), () -> handler.onReply(reply)));
    }
  }
}

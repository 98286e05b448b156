package org.tengen.ps.tcp;

import io.netty.channel.Channel;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.wire.Frame;
import org.tengen.ps.wire.ReplyCodec;

/**
 * The way back of one request at the server. Slices are copied into frames, or shared memory, on
 * the thread that answers, and leave in batches of {@link #BATCH_BYTES}; the request's payload is
 * given back with the reply. Nothing is encoded for a connection that is gone.
 */
final class Answer implements ReplyHandler {
  private static final int BATCH_BYTES = 256 * 1024;

  private final Channel channel;
  private final Intake intake;
  private final Outlet outlet;
  private final ServerSharing sharing;
  private final Received request;
  private final int held;
  private int unflushed;

  /** Counts the request as taken, on the connection's event loop. */
  Answer(Channel channel, Intake intake, Outlet outlet, ServerSharing sharing, Received request) {
    this.channel = channel;
    this.intake = intake;
    this.outlet = outlet;
    this.sharing = sharing;
    this.request = request;
    this.held = request.header().payloadBytes();
    intake.took(held);
  }

  @Override
  public void onWeights(int slice, long version, Payload weights) {
    if (!channel.isActive()) {
      return;
    }
    Frame frame = ReplyCodec.weights(request.header().id(), slice, version, weights);
    unflushed += frame.bytes();
    outlet.add(sharing.inMemory(frame));
    if (unflushed >= BATCH_BYTES) {
      unflushed = 0;
      outlet.flush();
    }
  }

  @Override
  public boolean ready(Runnable again) {
    boolean ready = outlet.ready(again);
    if (!ready && unflushed > 0) {
      unflushed = 0;
      outlet.flush(); // room comes when the client has read what lies here
    }
    return ready;
  }

  @Override
  public void onReply(Reply reply) {
    request.release();
    outlet.add(ReplyCodec.encode(request.header().id(), reply));
    if (reply instanceof Reply.Acknowledged) {
      outlet.flushSoon(); // with others that come now
    } else {
      outlet.flush();
    }
    intake.answered(held);
  }
}

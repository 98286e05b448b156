package org.tengen.ps.tcp;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;

/** One request and what came back. */
final class Asking implements ReplyHandler {
  final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
  final Map<Integer, float[]> slices = new TreeMap<>();
  final Map<Integer, Long> versions = new TreeMap<>();

  static Asking of(Endpoint endpoint, Request request) {
    Asking asking = new Asking();
    endpoint.submit(request, asking);
    return asking;
  }

  /** The reply, waited for ten seconds. */
  Reply reply() throws InterruptedException {
    Reply reply = replies.poll(10, TimeUnit.SECONDS);
    if (reply == null) {
      throw new AssertionError("no reply within 10 s");
    }
    return reply;
  }

  @Override
  public void onWeights(int slice, long version, Payload weights) {
    float[] copy = new float[weights.length()];
    weights.read(0, copy, 0, copy.length);
    slices.put(slice, copy);
    versions.put(slice, version);
  }

  @Override
  public void onReply(Reply reply) {
    replies.add(reply);
  }
}

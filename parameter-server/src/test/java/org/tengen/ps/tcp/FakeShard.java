package org.tengen.ps.tcp;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;

/**
 * A table that answers pulls and adds pushes up, on the thread that asks. Attaches wait until
 * somebody calls {@link #answerAttaches}.
 */
final class FakeShard implements Endpoint {
  final float[] table;
  final int sliceLength;
  final BlockingQueue<Request> seen = new LinkedBlockingQueue<>();
  final AtomicInteger pushes = new AtomicInteger();
  private final Queue<ReplyHandler> attaching = new ArrayDeque<>();

  FakeShard(int length, int sliceLength) {
    this.table = new float[length];
    this.sliceLength = sliceLength;
  }

  @Override
  public synchronized void submit(Request request, ReplyHandler handler) {
    seen.add(request);
    if (request instanceof Request.Pull) {
      for (int from = 0; from < table.length; from += sliceLength) {
        int count = Math.min(sliceLength, table.length - from);
        handler.onWeights(from / sliceLength, pushes.get(), Payload.of(table, from, count));
      }
      handler.onReply(new Reply.Pulled(5));
    } else if (request instanceof Request.Push push) {
      add(push);
      handler.onReply(new Reply.Acknowledged(6));
    } else if (request instanceof Request.Attach) {
      attaching.add(handler);
    } else if (request instanceof Request.Join) {
      handler.onReply(new Reply.Joined(1));
    } else {
      handler.onReply(new Reply.Done());
    }
  }

  synchronized void answerAttaches() {
    attaching.forEach(handler -> handler.onReply(new Reply.Attached(3)));
    attaching.clear();
  }

  private void add(Request.Push push) {
    float[] copy = new float[push.payload().length()];
    push.payload().read(0, copy, 0, copy.length);
    for (int i = 0; i < copy.length; i++) {
      table[push.slice() * sliceLength + i] += copy[i];
    }
    pushes.incrementAndGet();
  }
}

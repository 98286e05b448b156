package org.tengen.ps.client;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;

/** One request and its one answer; one that does not come by the deadline counts as lost. */
final class Call implements Pending {
  private static final Reply LATE =
      new Reply.Refused(Reply.Refused.Reason.LOST, "no answer in time");

  private final AtomicReference<@Nullable Reply> answer = new AtomicReference<>();
  private long deadlineNs;

  private Call(long deadlineNs) {
    this.deadlineNs = deadlineNs;
  }

  /** Sends; {@code bell} is rung with the answer. */
  static Call send(Endpoint endpoint, Request request, Runnable bell, long deadlineNs) {
    Call call = new Call(deadlineNs);
    endpoint.submit(
        request,
        reply -> {
          call.answer.compareAndSet(null, reply);
          bell.run();
        });
    return call;
  }

  @Override
  public boolean poll(long nowNs) {
    if (answer.get() == null && nowNs - deadlineNs >= 0) {
      answer.compareAndSet(null, LATE);
    }
    return answer.get() != null;
  }

  @Override
  public long wakeNs() {
    return deadlineNs;
  }

  @Override
  public void abandon(long nowNs) {
    deadlineNs = nowNs;
  }

  /** The answer; null before it is over. */
  @Nullable Reply reply() {
    return answer.get();
  }
}

package org.tengen.ps.client;

import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;

/** One request and one answer. */
final class Calls {
  private Calls() {}

  /** Asks and waits; an answer that does not come by the deadline counts as lost. */
  static Reply call(Endpoint endpoint, Request request, long deadlineNs)
      throws InterruptedException {
    Exchange exchange = new Exchange(1);
    Reply[] answer = new Reply[1];
    endpoint.submit(
        request,
        reply -> {
          answer[0] = reply;
          exchange.answered();
        });
    exchange.await(deadlineNs);
    return exchange.complete()
        ? answer[0]
        : new Reply.Refused(Reply.Refused.Reason.LOST, "no answer in time");
  }
}

package org.tengen.ps.simulation;

import java.util.List;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;

/** A shard serves no pull and takes no push of a lease after a newer one has attached to it. */
final class NewestLeaseOnly implements Invariant {
  @Override
  public void check(Server server, List<Answered> answers, List<Stand> changed) {
    for (Answered answer : answers) {
      int lease = lease(answer.request());
      boolean served =
          answer.reply() instanceof Reply.Pulled || answer.reply() instanceof Reply.Acknowledged;
      if (served && lease < answer.newestLease()) {
        throw new Violation(
            NewestLeaseOnly.class,
            "shard %d served lease %d after lease %d had attached: %s"
                .formatted(
                    answer.shard(), lease, answer.newestLease(), Words.of(answer.request())));
      }
    }
  }

  private static int lease(Request request) {
    boolean served = Sent.isPull(request) || Sent.isPush(request);
    return served ? ((Request.Leased) request).incarnation() : Integer.MAX_VALUE;
  }
}

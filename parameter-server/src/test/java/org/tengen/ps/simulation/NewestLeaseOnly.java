package org.tengen.ps.simulation;

import java.util.List;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;

/** A shard serves no pull and takes no push of a lease after a newer one has attached to it. */
final class NewestLeaseOnly implements Invariant {
  @Override
  public void check(Server server, List<Answered> answers, List<ShardImage> changed) {
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
    if (request instanceof Request.Push push) {
      return push.incarnation();
    }
    return request instanceof Request.Pull pull ? pull.incarnation() : Integer.MAX_VALUE;
  }
}

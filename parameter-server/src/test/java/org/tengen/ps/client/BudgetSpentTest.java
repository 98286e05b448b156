package org.tengen.ps.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;

/** A server whose first shard has spent the budget while the second still parks the lane's pull. */
class BudgetSpentTest {
  @Test
  void endsTheLaneAndTakesBackWhatIsParkedElsewhere() throws Exception {
    TwoShards server =
        new TwoShards(
            (request, handler) -> handler.onReply(new Reply.BudgetSpent()), Long.MAX_VALUE);
    try (LaneSession session = server.join()) {
      assertThat(TwoShards.pull(session)).isFalse();
    }
    assertThat(server.toSecond())
        .containsExactly(
            new Request.Attach(0, 1), new Request.Pull(0, 1, 3), new Request.Detach(0, 1, 3));
  }
}

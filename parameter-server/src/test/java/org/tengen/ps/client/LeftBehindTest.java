package org.tengen.ps.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;

/** A server whose first shard is at clock 5 while the second still parks the lane's pull for 3. */
class LeftBehindTest {
  private static void aheadAtFive(Request request, ReplyHandler handler) {
    boolean early = request instanceof Request.Pull pull && pull.clock() < 5;
    handler.onReply(early ? new Reply.Behind(5) : new Reply.Pulled(0));
  }

  @Test
  void takesItsPullsBackAndReadsForTheClockThatTheOthersHaveReached() throws Exception {
    TwoShards server = new TwoShards(LeftBehindTest::aheadAtFive, 5);
    try (LaneSession session = server.join()) {
      assertThat(TwoShards.pull(session)).isTrue();
      assertThat(session.clock()).isEqualTo(5);
    }
    assertThat(server.toSecond())
        .containsExactly(
            new Request.Attach(0, 1),
            new Request.Pull(0, 1, 3),
            new Request.Detach(0, 1, 3),
            new Request.Pull(0, 1, 5));
  }

  @Test
  void refusesToBeSentOnToWhereItIs() throws Exception {
    TwoShards server = new TwoShards((request, handler) -> handler.onReply(new Reply.Behind(3)), 5);
    try (LaneSession session = server.join()) {
      assertThatThrownBy(() -> TwoShards.pull(session))
          .isInstanceOf(LaneException.class)
          .hasMessage(
              "lane 0: left behind at clock 3 and sent on to clock 3: expected a later one");
    }
  }
}

package org.tengen.ps.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.table.Layout;

/** A server whose first shard is at clock 5 while the second still parks the lane's pull for 3. */
class LeftBehindTest {
  private final List<Request> toSecond = new ArrayList<>();
  private @Nullable ReplyHandler parked;

  private void coordinator(Request request, ReplyHandler handler) {
    handler.onReply(request instanceof Request.Join ? new Reply.Joined(1) : new Reply.Done());
  }

  private void first(Request request, ReplyHandler handler) {
    if (request instanceof Request.Pull pull) {
      handler.onReply(pull.clock() < 5 ? new Reply.Behind(5) : new Reply.Pulled(0));
    } else {
      handler.onReply(new Reply.Attached(3));
    }
  }

  private void second(Request request, ReplyHandler handler) {
    toSecond.add(request);
    if (request instanceof Request.Attach) {
      handler.onReply(new Reply.Attached(3));
    } else if (request instanceof Request.Pull pull && pull.clock() < 5) {
      parked = handler;
    } else if (request instanceof Request.Pull) {
      handler.onReply(new Reply.Pulled(0));
    } else if (parked != null) {
      parked.onReply(new Reply.Refused(Reply.Refused.Reason.CLOSED, "lane 0 left"));
      handler.onReply(new Reply.Done());
    }
  }

  @Test
  void takesItsPullsBackAndReadsForTheClockThatTheOthersHaveReached() throws Exception {
    ClientSettings settings =
        new ClientSettings(new Layout(4, 2, 2), Duration.ofSeconds(30), Duration.ofSeconds(30));
    try (LaneSession session = Lanes.join(0, "here", Map.of(), new Fake(), settings)) {
      assertThat(session.pull(3, FloatBuffer.allocate(4))).isTrue();
      assertThat(session.clock()).isEqualTo(5);
    }
    assertThat(toSecond)
        .containsExactly(
            new Request.Attach(0, 1),
            new Request.Pull(0, 1, 3),
            new Request.Detach(0, 1),
            new Request.Pull(0, 1, 5));
  }

  private final class Fake implements Connector {
    @Override
    public Connection coordinator(Duration deadline) {
      return connection(LeftBehindTest.this::coordinator);
    }

    @Override
    public Connection shard(int shard, Duration deadline) {
      return connection(shard == 0 ? LeftBehindTest.this::first : LeftBehindTest.this::second);
    }

    private Connector.Connection connection(Endpoint endpoint) {
      return new Connector.Connection() {
        @Override
        public void submit(Request request, ReplyHandler handler) {
          endpoint.submit(request, handler);
        }

        @Override
        public void close() {}
      };
    }
  }
}

package org.tengen.ps.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.table.Layout;

/** A lane whose one shard goes on at another copy. */
@Timeout(60)
class MovedShardTest implements Connector {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final List<String> asked = new ArrayList<>();
  private final List<Float> pushed = new ArrayList<>();

  /** Where the coordinator says that the shard is. */
  private Reply.Placed place = Reply.Placed.AT_FIRST;

  /** How the first copy ends; null while it serves. */
  private Refused.@Nullable Reason ended;

  /** Tries at the first copy after its end that the coordinator does not know of yet. */
  private int unknown;

  /** Whether another program's server listens where the first copy was. */
  private boolean usurped;

  private LaneSession join(int replicas, Duration connect) throws InterruptedException {
    ClientSettings settings = new ClientSettings(new Layout(2, 2, 1), connect, LONG);
    return Lanes.join(0, "here", Map.of(), this, settings.with(replicas));
  }

  private static FloatBuffer two() {
    return FloatBuffer.wrap(new float[] {7, 9});
  }

  private void end(Refused.Reason how) {
    ended = how;
    asked.clear();
  }

  private void coordinator(Request request, ReplyHandler handler) {
    if (request instanceof Request.Where where) {
      asked.add("where is " + where.shard());
      if (ended != null && unknown-- <= 0) {
        place = new Reply.Placed(2, "second");
      }
      handler.onReply(place);
    } else {
      handler.onReply(request instanceof Request.Join ? new Reply.Joined(5) : new Reply.Done());
    }
  }

  private void copy(String name, long epoch, Request request, ReplyHandler handler) {
    if (name.equals("first") && ended != null) {
      asked.add("first refuses " + request.getClass().getSimpleName());
      handler.onReply(new Refused(ended, "does not serve"));
    } else if (request instanceof Request.Attach attach) {
      asked.add(name + " attaches " + attach.incarnation());
      handler.onReply(new Reply.Attached(3, epoch));
    } else if (request instanceof Request.Pull pull) {
      asked.add(name + " is pulled in " + pull.epoch());
      handler.onWeights(0, 1, Payload.of(new float[] {1, 2}, 0, 2));
      handler.onReply(new Reply.Pulled(0));
    } else if (request instanceof Request.Push push) {
      asked.add(name + " is pushed in " + push.epoch());
      float[] floats = new float[2];
      push.payload().read(0, floats, 0, 2);
      pushed.add(floats[0]);
      pushed.add(floats[1]);
      handler.onReply(new Reply.Acknowledged(0));
    }
  }

  @Test
  void asksWhereTheShardIsAndRepeatsTheSameBytesThere() throws Exception {
    for (Refused.Reason how :
        List.of(Refused.Reason.SUPERSEDED_EPOCH, Refused.Reason.LOST, Refused.Reason.CLOSED)) {
      ended = null;
      place = Reply.Placed.AT_FIRST;
      pushed.clear();
      try (LaneSession session = join(2, LONG)) {
        assertThat(session.pull(3, FloatBuffer.allocate(2))).isTrue();
        end(how);
        session.push(3, two(), 1);
        assertThat(session.pull(4, FloatBuffer.allocate(2))).isTrue();
      }
      assertThat(asked)
          .containsExactly(
              "first refuses Push",
              "where is 0",
              "second attaches 5",
              "second is pushed in 2",
              "second is pulled in 2");
      assertThat(pushed).containsExactly(7f, 9f);
    }
  }

  @Test
  void asksAgainWhileTheCoordinatorKnowsOfNoOther() throws Exception {
    try (LaneSession session = join(2, LONG)) {
      session.pull(3, FloatBuffer.allocate(2));
      end(Refused.Reason.SUPERSEDED_EPOCH);
      unknown = 2;
      session.push(3, two(), 1);
    }
    assertThat(asked)
        .containsExactly(
            "first refuses Push",
            "where is 0",
            "first refuses Attach",
            "where is 0",
            "first refuses Attach",
            "where is 0",
            "second attaches 5",
            "second is pushed in 2");
  }

  @Test
  void anotherSecretWhereACopyWasDoesNotEndALaneThatCanAskElsewhere() throws Exception {
    try (LaneSession session = join(2, LONG)) {
      session.pull(3, FloatBuffer.allocate(2));
      end(Refused.Reason.LOST);
      usurped = true;
      unknown = 1;
      session.push(3, two(), 1);
    }
    assertThat(asked)
        .containsExactly(
            "first refuses Push",
            "where is 0",
            "the usurper is dialled",
            "where is 0",
            "second attaches 5",
            "second is pushed in 2");
  }

  @Test
  void anotherSecretEndsALaneWhereThereIsOneCopy() throws Exception {
    try (LaneSession session = join(1, LONG)) {
      session.pull(3, FloatBuffer.allocate(2));
      end(Refused.Reason.LOST);
      usurped = true;
      assertThatThrownBy(() -> session.push(3, two(), 1))
          .isInstanceOf(LaneException.class)
          .hasMessage("lane 0: another's secret");
    }
  }

  @Test
  void givesUpWhenNoCopyServesInTime() throws Exception {
    try (LaneSession session = join(2, Duration.ofMillis(100))) {
      session.pull(3, FloatBuffer.allocate(2));
      end(Refused.Reason.SUPERSEDED_EPOCH);
      unknown = Integer.MAX_VALUE;
      assertThatThrownBy(() -> session.push(3, two(), 1))
          .isInstanceOf(LaneException.class)
          .hasMessage("lane 0: shard 0 not reached within 0 s: does not serve");
    }
  }

  @Test
  void doesNotAskWhereThereIsOneCopy() throws Exception {
    try (LaneSession session = join(1, LONG)) {
      session.pull(3, FloatBuffer.allocate(2));
      session.push(3, two(), 1);
    }
    assertThat(asked)
        .containsExactly("first attaches 5", "first is pulled in 1", "first is pushed in 1");
  }

  @Override
  public Connection coordinator(Duration deadline) {
    return connection(this::coordinator);
  }

  @Override
  public Connection shard(int shard, Duration deadline) throws IOException {
    if (usurped) {
      asked.add("the usurper is dialled");
      throw new WrongSecretException("another's secret", new IOException());
    }
    return connection((request, handler) -> copy("first", 1, request, handler));
  }

  @Override
  public Connection shard(int shard, Reply.Placed where, Duration deadline) throws IOException {
    return where.address().isEmpty()
        ? shard(shard, deadline)
        : connection((request, handler) -> copy(where.address(), where.epoch(), request, handler));
  }

  private static Connection connection(Endpoint endpoint) {
    return new Connection() {
      @Override
      public void submit(Request request, ReplyHandler handler) {
        endpoint.submit(request, handler);
      }

      @Override
      public void close() {}
    };
  }
}

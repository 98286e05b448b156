package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.wire.FrameHeader;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;

@Timeout(60)
class TcpTest {
  private static final RunKey KEY = new RunKey("run-1", Secret.of(new byte[32]));
  private static final int SLICE = 1000;

  private final Memory memory = new Memory();
  private final FakeShard coordinator = new FakeShard(0, SLICE);
  private final FakeShard shard = new FakeShard(2500, SLICE);
  private TcpServer server;
  private TcpClient client;

  @BeforeEach
  void start() throws Exception {
    start(TcpSettings.defaults(), TcpSettings.defaults());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    memory.assertAllGivenBack();
  }

  private void start(TcpSettings ofServer, TcpSettings ofClient) throws Exception {
    server =
        TcpServer.start(
            Listen.onLoopback(),
            KEY,
            ofServer,
            Map.of(FrameHeader.COORDINATOR, coordinator, 0, shard),
            memory.pool);
    client = new TcpClient(KEY, "test/1", ofClient, memory.pool);
  }

  private void restart(TcpSettings ofServer, TcpSettings ofClient) throws Exception {
    stop();
    start(ofServer, ofClient);
  }

  private static Request.Push push(int slice, float... floats) {
    return new Request.Push(0, 1, 0, slice, 0, 1, Payload.of(floats, 0, floats.length));
  }

  @Test
  void bringsRequestsToTheirTargetsAndRepliesBack() throws Exception {
    try (TcpConnection connection = client.connect(server.address())) {
      Request.Join join = new Request.Join(2, "test/1", Map.of("cpu", "x"));
      assertThat(Asking.of(connection.endpoint(-1), join).reply()).isEqualTo(new Reply.Joined(1));
      assertThat(coordinator.seen).containsExactly(join);
      Request.Detach detach = new Request.Detach(2, 1, 0);
      assertThat(Asking.of(connection.endpoint(0), detach).reply()).isEqualTo(new Reply.Done());
      assertThat(shard.seen).containsExactly(detach);
    }
  }

  @Test
  void bringsFloatsThereAndBackBitByBit() throws Exception {
    try (TcpConnection connection = client.connect(server.address())) {
      float[] gradient = new float[500];
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = Float.intBitsToFloat(0x3f800000 + 12345 * i);
      }
      assertThat(Asking.of(connection.endpoint(0), push(2, gradient)).reply())
          .isEqualTo(new Reply.Acknowledged(6));

      Asking pull = Asking.of(connection.endpoint(0), new Request.Pull(0, 1, 0));

      assertThat(pull.reply()).isEqualTo(new Reply.Pulled(5));
      assertThat(pull.slices.keySet()).containsExactly(0, 1, 2);
      assertThat(pull.versions).containsEntry(2, 1L);
      assertThat(pull.slices.get(1)).isEqualTo(new float[1000]);
      assertThat(pull.slices.get(2)).isEqualTo(gradient);
    }
  }

  @Test
  void slicesOfAMegabyteInManyConnectionsKeepApart() throws Exception {
    FakeShard large = new FakeShard(8 * 262_144, 262_144);
    try (TcpServer other =
        TcpServer.start(
            Listen.onLoopback(), KEY, TcpSettings.defaults(), Map.of(0, large), memory.pool)) {
      List<TcpConnection> connections = new ArrayList<>();
      List<Asking> asked = new ArrayList<>();
      for (int c = 0; c < 3; c++) {
        connections.add(client.connect(other.address()));
      }
      for (int slice = 0; slice < 8; slice++) {
        for (TcpConnection connection : connections) {
          float[] floats = new float[262_144];
          java.util.Arrays.fill(floats, slice + 1);
          asked.add(Asking.of(connection.endpoint(0), push(slice, floats)));
        }
      }
      for (Asking one : asked) {
        assertThat(one.reply()).isEqualTo(new Reply.Acknowledged(6));
      }
      for (TcpConnection connection : connections) {
        Asking pull = Asking.of(connection.endpoint(0), new Request.Pull(0, 1, 1));
        assertThat(pull.reply()).isEqualTo(new Reply.Pulled(5));
        for (int slice = 0; slice < 8; slice++) {
          assertThat(pull.slices.get(slice)).hasSize(262_144).containsOnly(3 * (slice + 1));
        }
      }
    }
  }

  @Test
  void aConnectionThatBreaksAnswersEverythingOutstandingWithLost() throws Exception {
    TcpConnection connection = client.connect(server.address());
    Asking first = Asking.of(connection.endpoint(0), new Request.Attach(0, 1));
    Asking second = Asking.of(connection.endpoint(0), new Request.Attach(1, 1));
    shard.seen.poll(10, TimeUnit.SECONDS);
    shard.seen.poll(10, TimeUnit.SECONDS);

    server.close();

    Refused lost =
        new Refused(
            Refused.Reason.LOST,
            "connection to the server at " + server.address() + " lost: the server closed it");
    assertThat(first.reply()).isEqualTo(lost);
    assertThat(second.reply()).isEqualTo(lost);
    assertThat(Asking.of(connection.endpoint(0), new Request.Attach(1, 1)).reply()).isEqualTo(lost);
    assertThat(connection.isOpen()).isFalse();
    shard.answerAttaches();
    assertThat(first.replies).isEmpty();
  }

  @Test
  void whenCloseReturnsEverythingHasBeenAnswered() throws Exception {
    TcpConnection connection = client.connect(server.address());
    List<Asking> asked = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      asked.add(Asking.of(connection.endpoint(0), new Request.Attach(0, 1)));
    }
    connection.close();
    assertThat(asked)
        .allSatisfy(one -> assertThat(one.replies).singleElement().isInstanceOf(Refused.class));
  }

  @Test
  void anEndedClientAnswersWithLostToo() throws Exception {
    TcpConnection connection = client.connect(server.address());
    client.close();
    Asking late = Asking.of(connection.endpoint(0), new Request.Pull(0, 1, 0));
    assertThat(late.reply())
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.reason()).isEqualTo(Refused.Reason.LOST));
    connection.close();
  }

  @Test
  void anUnknownTargetIsRefusedNamingTheKnownOnes() throws Exception {
    try (TcpConnection connection = client.connect(server.address())) {
      assertThat(Asking.of(connection.endpoint(7), push(0, 1)).reply())
          .isEqualTo(
              new Refused(
                  Refused.Reason.INVALID,
                  "target 7: expected one of [-1, 0] (-1 is the coordinator, others are shards)"));
    }
  }

  @Test
  void aPushOverTheServersLimitIsRefusedBeforeItIsSent() throws Exception {
    restart(TcpSettings.defaults().withMaxPayloadBytes(4096), TcpSettings.defaults());
    try (TcpConnection connection = client.connect(server.address())) {
      assertThat(Asking.of(connection.endpoint(0), push(0, new float[1025])).reply())
          .isEqualTo(new Refused(Refused.Reason.INVALID, "message of 4100 bytes: at most 4096"));
      assertThat(Asking.of(connection.endpoint(0), push(0, 1)).reply())
          .isEqualTo(new Reply.Acknowledged(6));
    }
  }

  @Test
  void moreUnansweredRequestsThanTheLimitAreRefused() throws Exception {
    restart(TcpSettings.defaults(), TcpSettings.defaults().withOutstanding(2, 1 << 20));
    try (TcpConnection connection = client.connect(server.address())) {
      Asking first = Asking.of(connection.endpoint(0), new Request.Attach(0, 1));
      Asking.of(connection.endpoint(0), new Request.Attach(1, 1));
      Asking third = Asking.of(connection.endpoint(0), new Request.Attach(2, 1));
      assertThat(third.reply())
          .isEqualTo(
              new Refused(
                  Refused.Reason.INVALID,
                  "more than 2 unanswered requests to the server at " + server.address()));
      shard.seen.poll(10, TimeUnit.SECONDS);
      shard.seen.poll(10, TimeUnit.SECONDS);
      shard.answerAttaches();
      assertThat(first.reply()).isEqualTo(new Reply.Attached(3));
      assertThat(Asking.of(connection.endpoint(0), push(0, 1)).reply())
          .isEqualTo(new Reply.Acknowledged(6));
    }
  }

  @Test
  void aServerStopsReadingAConnectionAboveItsLimitAndReadsOnWhenItHasAnswered() throws Exception {
    restart(TcpSettings.defaults().withOutstanding(4, 1 << 20), TcpSettings.defaults());
    try (TcpConnection connection = client.connect(server.address());
        TcpConnection other = client.connect(server.address())) {
      List<Asking> asked = new ArrayList<>();
      // More than one reading of the socket takes, so that the limit shows.
      for (int i = 0; i < 2000; i++) {
        asked.add(Asking.of(connection.endpoint(0), new Request.Attach(0, 1)));
      }
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> shard.seen.size() >= 4);
      // One reading takes at most 128 frames of 64 bytes; then it stays at that.
      Awaitility.await()
          .during(Duration.ofMillis(500))
          .atMost(Duration.ofSeconds(10))
          .until(() -> shard.seen.size() <= 4 + 128);
      assertThat(Asking.of(other.endpoint(0), push(0, 1)).reply())
          .isEqualTo(new Reply.Acknowledged(6));
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(5))
          .until(
              () -> {
                shard.answerAttaches();
                return asked.stream().noneMatch(one -> one.replies.isEmpty());
              });
    }
  }

  @Test
  void aQuietConnectionIsKeptAliveByHeartbeats() throws Exception {
    TcpSettings impatient =
        TcpSettings.defaults()
            .withDeadlines(Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMillis(1000));
    restart(impatient, impatient);
    try (TcpConnection connection = client.connect(server.address())) {
      Asking parked = Asking.of(connection.endpoint(0), new Request.Attach(0, 1));
      // Three idle timeouts of nothing but heartbeats.
      assertThat(parked.replies.poll(3, TimeUnit.SECONDS)).isNull();
      shard.answerAttaches();
      assertThat(parked.reply()).isEqualTo(new Reply.Attached(3));
    }
  }
}

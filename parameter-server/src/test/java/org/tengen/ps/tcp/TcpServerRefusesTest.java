package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.wire.ClientHandshake;
import org.tengen.ps.wire.Frame;
import org.tengen.ps.wire.FrameHeader;
import org.tengen.ps.wire.FrameType;
import org.tengen.ps.wire.Nonce;
import org.tengen.ps.wire.RequestCodec;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;

/** Each test ends with a connection from before it that still works. */
@Timeout(60)
class TcpServerRefusesTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final RunKey KEY = new RunKey("run-1", Secret.fresh(RANDOM));
  private static final TcpSettings SETTINGS =
      TcpSettings.defaults().withStrangers(3, Duration.ofSeconds(30));

  private final Memory memory = new Memory();
  private final FakeShard shard = new FakeShard(100, 100);
  private TcpServer server;
  private TcpClient client;
  private TcpConnection bystander;

  @BeforeEach
  void start() throws Exception {
    start(SETTINGS);
  }

  private void start(TcpSettings settings) throws Exception {
    server = TcpServer.start(Listen.onLoopback(), KEY, settings, Map.of(0, shard), memory.pool);
    client = new TcpClient(KEY, "bystander", settings, memory.pool);
    bystander = client.connect(server.address());
  }

  @AfterEach
  void theBystanderIsStillServedAndNewcomersToo() throws Exception {
    assertThat(Asking.of(bystander.endpoint(0), new Request.Detach(0, 1, 0)).reply())
        .isEqualTo(new Reply.Done());
    client.connect(server.address()).close();
    client.close();
    server.close();
    memory.assertAllGivenBack();
  }

  private static ClientHandshake handshake(RunKey key) {
    return new ClientHandshake(key, "raw", Nonce.fresh(RANDOM));
  }

  /** A raw connection that has proved itself. */
  private RawPeer authenticated() throws Exception {
    RawPeer peer = RawPeer.to(server.address());
    ClientHandshake handshake = handshake(KEY);
    peer.send(handshake.hello());
    peer.send(handshake.proof(peer.receive(FrameType.CHALLENGE)));
    handshake.opened(peer.receive(FrameType.WELCOME));
    return peer;
  }

  private static byte[] header(FrameType type, int payloadBytes) {
    ByteBuffer bytes = ByteBuffer.allocate(FrameHeader.BYTES);
    new FrameHeader(type, 1, 0, 0, 0, 0, 0, 0, 0, 0, payloadBytes).write(bytes);
    return bytes.array();
  }

  @Test
  void aWrongSecret() throws Exception {
    RunKey guess = new RunKey("run-1", Secret.fresh(RANDOM));
    try (RawPeer peer = RawPeer.to(server.address())) {
      ClientHandshake handshake = handshake(guess);
      peer.send(handshake.hello());
      peer.send(handshake.proof(peer.receive(FrameType.CHALLENGE)));
      assertThat(peer.rejection()).isEqualTo("wrong secret for run run-1");
    }
  }

  @Test
  void aReplayedHandshake() throws Exception {
    ClientHandshake honest = handshake(KEY);
    byte[] hello = RawPeer.bytes(honest.hello());
    byte[] proof;
    try (RawPeer peer = RawPeer.to(server.address())) {
      peer.send(hello);
      proof = RawPeer.bytes(honest.proof(peer.receive(FrameType.CHALLENGE)));
      peer.send(proof).receive(FrameType.WELCOME);
    }
    try (RawPeer replay = RawPeer.to(server.address())) {
      replay.send(hello).receive(FrameType.CHALLENGE);
      assertThat(replay.send(proof).rejection()).isEqualTo("wrong secret for run run-1");
    }
  }

  @Test
  void anotherRun() throws Exception {
    try (RawPeer peer = RawPeer.to(server.address())) {
      peer.send(handshake(new RunKey("run-2", KEY.secret())).hello());
      assertThat(peer.rejection()).isEqualTo("run run-2 is not served here: expected run-1");
    }
  }

  @Test
  void anotherProtocolVersion() throws Exception {
    byte[] hello = RawPeer.bytes(handshake(KEY).hello());
    hello[4] = 1;
    try (RawPeer peer = RawPeer.to(server.address())) {
      peer.send(java.util.Arrays.copyOf(hello, FrameHeader.BYTES));
      assertThat(peer.rejection())
          .isEqualTo(
              "protocol version 1: this side speaks version 6; use the same release on both");
    }
  }

  @Test
  void aRequestWithoutAProof() throws Exception {
    try (RawPeer peer = RawPeer.to(server.address())) {
      peer.send(header(FrameType.PULL, 0));
      assertThat(peer.rejection()).isEqualTo("frame type PULL: expected one of [HELLO, PROOF]");
    }
    assertThat(shard.seen).isEmpty();
  }

  @Test
  void aStrangersFrameOverTheHandshakesLimitBeforeItsPayloadIsSent() throws Exception {
    try (RawPeer peer = RawPeer.to(server.address())) {
      peer.send(header(FrameType.HELLO, 2049));
      assertThat(peer.rejection())
          .isEqualTo("HELLO frame of 2049 bytes: at most 2048 are accepted");
    }
  }

  @Test
  void anAuthenticatedFrameOverTheLimitBeforeItsPayloadIsSent() throws Exception {
    try (RawPeer peer = authenticated()) {
      peer.send(header(FrameType.PUSH, 2_000_000_000));
      assertThat(peer.rejection())
          .isEqualTo("PUSH frame of 2000000000 bytes: at most 8388608 are accepted");
    }
  }

  @Test
  void randomBytes() throws Exception {
    Random random = new Random(99);
    for (int round = 0; round < 20; round++) {
      byte[] noise = new byte[64 + random.nextInt(5000)];
      random.nextBytes(noise);
      try (RawPeer peer = RawPeer.to(server.address())) {
        peer.send(noise);
        assertThat(peer.closed()).isIn(true, false); // the rejection's first byte, or a reset
      }
      try (RawPeer peer = RawPeer.to(server.address())) {
        peer.send(java.util.Arrays.copyOf(noise, 64));
        assertThat(peer.rejection())
            .isEqualTo("not a frame of this protocol: its first four bytes are wrong");
      }
    }
  }

  @Test
  void aTruncatedFrameAtEveryStage() throws Exception {
    byte[] hello = RawPeer.bytes(handshake(KEY).hello());
    for (int length : new int[] {0, 1, 63, 64, 65, hello.length - 1}) {
      try (RawPeer peer = RawPeer.to(server.address())) {
        peer.send(java.util.Arrays.copyOf(hello, length)).endOfInput();
        assertThat(peer.closed()).isTrue();
      }
    }
    Payload floats = Payload.of(new float[100], 0, 100);
    byte[] push =
        RawPeer.bytes(RequestCodec.encode(1, 0, new Request.Push(0, 1, 0, 0, 0, 1, floats)));
    for (int length : new int[] {1, 63, 64, 65, push.length - 1}) {
      try (RawPeer peer = authenticated()) {
        peer.send(java.util.Arrays.copyOf(push, length)).endOfInput();
        assertThat(peer.closed()).isTrue();
      }
    }
    assertThat(shard.seen).isEmpty();
  }

  @Test
  void aMalformedTextInAnAuthenticatedConnection() throws Exception {
    try (RawPeer peer = authenticated()) {
      byte[] join = java.util.Arrays.copyOf(header(FrameType.JOIN, 2), FrameHeader.BYTES + 2);
      join[FrameHeader.BYTES] = (byte) 200;
      peer.send(join);
      assertThat(peer.rejection()).isEqualTo("message ends 200 bytes before its next field does");
    }
  }

  @Test
  void anAnswerFromAClient() throws Exception {
    try (RawPeer peer = authenticated()) {
      peer.send(header(FrameType.ACKNOWLEDGED, 0));
      assertThat(peer.rejection()).startsWith("frame type ACKNOWLEDGED: expected one of");
    }
  }

  @Test
  void theStrangerWhoHasBeenHereLongestMakesRoomForOneTooMany() throws Exception {
    try (RawPeer first = RawPeer.to(server.address())) {
      first.send(handshake(KEY).hello()).receive(FrameType.CHALLENGE);
      try (RawPeer second = RawPeer.to(server.address());
          RawPeer third = RawPeer.to(server.address());
          RawPeer fourth = RawPeer.to(server.address())) {
        assertThat(first.rejection())
            .isEqualTo("too many connections that have not proved themselves: try again");
        for (RawPeer each : new RawPeer[] {second, third, fourth}) {
          each.send(handshake(KEY).hello()).receive(FrameType.CHALLENGE);
        }
      }
    }
  }

  @Test
  void whoHasProvedItselfIsNoStrangerAndStaysWhenOthersCome() throws Exception {
    try (RawPeer proved = authenticated()) {
      List<RawPeer> idle = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        idle.add(RawPeer.to(server.address()));
      }
      Payload floats = Payload.of(new float[] {1}, 0, 1);
      proved.send(RequestCodec.encode(5, 0, new Request.Push(0, 1, 0, 0, 0, 1, floats)));
      proved.receive(FrameType.ACKNOWLEDGED);
      for (RawPeer peer : idle) {
        peer.close();
      }
    }
  }

  @Test
  void twoHundredIdleConnectionsAndSlowSendersKeepNobodyOut() throws Exception {
    client.close();
    server.close();
    start(TcpSettings.defaults().with(Transport.TCP));
    byte[] hello = RawPeer.bytes(handshake(KEY).hello());
    List<RawPeer> crowd = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      RawPeer peer = RawPeer.to(server.address());
      crowd.add(peer);
      peer.send(java.util.Arrays.copyOf(hello, i % 2 == 0 ? 0 : 40));
      if (i % 20 == 0) {
        client.connect(server.address()).close();
        assertThat(Asking.of(bystander.endpoint(0), new Request.Detach(0, 1, 0)).reply())
            .isEqualTo(new Reply.Done());
      }
    }
    int closed = 0;
    for (RawPeer peer : crowd.subList(0, 130)) {
      closed += peer.rejection().startsWith("too many connections") ? 1 : 0;
    }
    assertThat(closed).isEqualTo(130);
    for (RawPeer peer : crowd) {
      peer.close();
    }
  }

  @Test
  void aStrangerWhoTakesTooLong() throws Exception {
    client.close();
    server.close();
    start(SETTINGS.withStrangers(3, Duration.ofMillis(300)));
    try (RawPeer peer = RawPeer.to(server.address())) {
      peer.send(handshake(KEY).hello()).receive(FrameType.CHALLENGE);
      assertThat(peer.rejection()).isEqualTo("no proof within 300 ms");
    }
  }

  @Test
  void aClientThatFallsSilent() throws Exception {
    client.close();
    server.close();
    start(
        SETTINGS.withDeadlines(
            Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMillis(1000)));
    try (RawPeer peer = authenticated()) {
      peer.receive(FrameType.HEARTBEAT);
      while (!peer.closed()) {
        assertThat(bystander.isOpen()).isTrue(); // heartbeats, byte by byte, until it gives us up
      }
    }
  }

  @Test
  void aPortInUseInOneLine() {
    Listen same = new Listen("127.0.0.1", server.address().port(), "127.0.0.1");
    assertThatThrownBy(() -> TcpServer.start(same, KEY, SETTINGS, Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "cannot listen on 127.0.0.1:"
                + server.address().port()
                + ": the port is in use; choose another with ps.port, or 0 for any free port");
  }

  @Test
  void framesThatComeByteByByteAreTakenAllTheSame() throws Exception {
    try (RawPeer peer = authenticated()) {
      Payload floats = Payload.of(new float[] {1, 2}, 0, 2);
      Frame push = RequestCodec.encode(5, 0, new Request.Push(0, 1, 0, 0, 0, 1, floats));
      for (byte one : RawPeer.bytes(push)) {
        peer.send(new byte[] {one});
      }
      peer.receive(FrameType.ACKNOWLEDGED);
    }
    assertThat(shard.table).startsWith(1, 2, 0);
  }
}

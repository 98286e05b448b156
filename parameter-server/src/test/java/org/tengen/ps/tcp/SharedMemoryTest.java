package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.wire.ClientHandshake;
import org.tengen.ps.wire.FrameHeader;
import org.tengen.ps.wire.FrameType;
import org.tengen.ps.wire.Nonce;
import org.tengen.ps.wire.RequestCodec;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;
import org.tengen.ps.wire.SharedBody;
import org.tengen.ps.wire.SharedFrames;

/** Bodies in memory that both ends map, between real ends and with one that does as it likes. */
@Timeout(60)
class SharedMemoryTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final RunKey KEY = new RunKey("run-1", Secret.fresh(RANDOM));
  private static final int HALF = 256 * 1024;

  /** 40,000 bytes: of these a half holds six, and a table is three times as long. */
  private static final int SLICE = 10_000;

  private static final int SLICES = 20;

  private final Memory memory = new Memory();
  private final FakeShard shard = new FakeShard(SLICES * SLICE, SLICE);
  private TcpServer server;

  @BeforeEach
  void start() throws Exception {
    start(TcpSettings.defaults().withSharedBytes(HALF));
  }

  private void start(TcpSettings settings) throws Exception {
    server = TcpServer.start(Listen.onLoopback(), KEY, settings, Map.of(0, shard), memory.pool);
  }

  private void restart(TcpSettings settings) throws Exception {
    server.close();
    start(settings);
  }

  @AfterEach
  void stop() {
    server.close();
    memory.assertAllGivenBack();
  }

  private TcpClient client() {
    return new TcpClient(KEY, "test/1", TcpSettings.defaults(), memory.pool);
  }

  /** The places of memory that this process has mapped and that has no name any more. */
  private static Set<String> mapped() throws IOException {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.filter(line -> line.contains("/dev/shm/tengen-ps-"))
          .filter(line -> line.endsWith("(deleted)"))
          .collect(Collectors.toSet());
    }
  }

  /** How many of these were not there {@code before}, of which some may have gone. */
  private static int mappedSince(Set<String> before) throws IOException {
    Set<String> now = new HashSet<>(mapped());
    now.removeAll(before);
    return now.size();
  }

  private static Request.Push push(int slice, float[] floats) {
    return new Request.Push(0, 1, 0, slice, 0, 1, Payload.of(floats, 0, floats.length));
  }

  private static float[] floats(int seed) {
    Random random = new Random(seed);
    float[] floats = new float[SLICE];
    for (int i = 0; i < SLICE; i++) {
      floats[i] = random.nextFloat();
    }
    return floats;
  }

  private static void pushAll(TcpConnection connection) throws Exception {
    List<Asking> asked = new ArrayList<>();
    for (int slice = 0; slice < SLICES; slice++) {
      asked.add(Asking.of(connection.endpoint(0), push(slice, floats(slice))));
    }
    for (Asking one : asked) {
      assertThat(one.reply()).isEqualTo(new Reply.Acknowledged(6));
    }
  }

  @Test
  void carriesMoreThanItHoldsBothWaysBitByBit() throws Exception {
    Set<String> before = mapped();
    try (TcpClient client = client();
        TcpConnection connection = client.connect(server.address())) {
      for (int round = 1; round <= 20; round++) {
        pushAll(connection);
        Asking pull = Asking.of(connection.endpoint(0), new Request.Pull(0, 1, 1));
        assertThat(pull.reply()).isEqualTo(new Reply.Pulled(5));
        for (int slice = 0; slice < SLICES; slice++) {
          float[] expected = new float[SLICE];
          float[] each = floats(slice);
          for (int sum = 0; sum < round; sum++) {
            for (int i = 0; i < SLICE; i++) {
              expected[i] += each[i];
            }
          }
          assertThat(Arrays.equals(pull.slices.get(slice), expected)).isTrue();
        }
      }
      // at either end
      assertThat(mappedSince(before)).isEqualTo(2);
    }
  }

  @Test
  void isAskedForByWhoSendsOrReceivesSomethingLarge() throws Exception {
    Set<String> before = mapped();
    try (TcpClient client = client();
        TcpConnection connection = client.connect(server.address())) {
      assertThat(Asking.of(connection.endpoint(0), push(0, new float[100])).reply())
          .isEqualTo(new Reply.Acknowledged(6));
      assertThat(mappedSince(before)).isZero();
      assertThat(Asking.of(connection.endpoint(0), new Request.Pull(0, 1, 0)).reply())
          .isEqualTo(new Reply.Pulled(5));
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> mappedSince(before) == 2);
    }
  }

  @Test
  void isNotHadByTcpNorWhereItIsSwitchedOff() throws Exception {
    Set<String> before = mapped();
    ServerAddress byTcp = new ServerAddress("127.0.0.1", server.address().port());
    try (TcpClient client = client();
        TcpConnection connection = client.connect(byTcp)) {
      pushAll(connection);
      pushAll(connection);
    }
    restart(TcpSettings.defaults().withSharedBytes(0));
    try (TcpClient client = client();
        TcpConnection connection = client.connect(server.address())) {
      pushAll(connection);
      pushAll(connection);
    }
    assertThat(mappedSince(before)).isZero();
  }

  @Test
  void connectionsHaveMemoryOfTheirOwn() throws Exception {
    Set<String> before = mapped();
    try (TcpClient client = client();
        TcpConnection first = client.connect(server.address())) {
      pushAll(first);
      try (TcpConnection second = client.connect(server.address())) {
        pushAll(second);
        pushAll(first);
        assertThat(mappedSince(before)).isEqualTo(4);
      }
      pushAll(first);
      assertThat(shard.pushes.get()).isEqualTo(4 * SLICES);
    }
  }

  // ---- a client that does as it likes ----

  private RawPeer authenticated(RawPeer peer) throws Exception {
    ClientHandshake handshake = new ClientHandshake(KEY, "raw", Nonce.fresh(RANDOM));
    peer.send(handshake.hello());
    peer.send(handshake.proof(peer.receive(FrameType.CHALLENGE)));
    handshake.opened(peer.receive(FrameType.WELCOME));
    return peer;
  }

  private RawPeer authenticated() throws Exception {
    return authenticated(RawPeer.toFile(server.address()));
  }

  private static SharedFrames.Offer ask(RawPeer peer) throws Exception {
    return SharedFrames.readOffer(peer.send(SharedFrames.ask()).receive(FrameType.SHARED));
  }

  private static Path file(SharedFrames.Offer offer) {
    return SharedFile.FOLDER.resolve(offer.file());
  }

  /** Waits until a file's name is gone. */
  private static void awaitGone(Path file) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Files.notExists(file));
  }

  private static SharedBody inMemory(int slice, int floats, int place) {
    FrameHeader header = RequestCodec.encode(9, 0, push(slice, new float[floats])).header();
    return new SharedBody(header, place);
  }

  @Test
  void hasANameOnlyUntilItIsMappedAndIsForThisUserAlone() throws Exception {
    try (RawPeer peer = authenticated()) {
      SharedFrames.Offer offer = ask(peer);
      assertThat(offer.halfBytes()).isEqualTo(HALF);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(offer))))
          .isEqualTo("rw-------");
      try (FileChannel channel =
          FileChannel.open(file(offer), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        ByteBuffer all =
            channel.map(FileChannel.MapMode.READ_WRITE, 0, 2 * HALF).order(ByteOrder.LITTLE_ENDIAN);
        peer.send(SharedFrames.mapped(true));
        awaitGone(file(offer));
        all.putFloat(1000, 42);
        peer.send(inMemory(3, 1, 1000).frame());
        peer.receive(FrameType.ACKNOWLEDGED);
      }
    }
    assertThat(shard.table[3 * SLICE]).isEqualTo(42);
  }

  @Test
  void aStrangerGetsNone() throws Exception {
    try (RawPeer peer = RawPeer.toFile(server.address())) {
      assertThat(peer.send(SharedFrames.ask()).rejection())
          .isEqualTo("frame type SHARE: expected one of [HELLO, PROOF]");
    }
  }

  @Test
  void whoComesByTcpIsOfferedNone() throws Exception {
    try (RawPeer peer = authenticated(RawPeer.to(server.address()))) {
      assertThat(ask(peer)).isEqualTo(SharedFrames.Offer.NONE);
    }
  }

  @Test
  void itsNameGoesWithWhoNeverAnswers() throws Exception {
    restart(TcpSettings.defaults().withStrangers(3, Duration.ofMillis(500)));
    try (RawPeer peer = authenticated()) {
      awaitGone(file(ask(peer)));
      // and who has mapped it late may use it still
      peer.send(SharedFrames.mapped(true)).send(inMemory(3, 1, 1000).frame());
      peer.receive(FrameType.ACKNOWLEDGED);
    }
  }

  @Test
  void itsNameGoesWithAConnectionThatEnds() throws Exception {
    Path file;
    try (RawPeer peer = authenticated()) {
      file = file(ask(peer));
      assertThat(file).exists();
    }
    awaitGone(file);
  }

  @Test
  void whoCannotMapItIsServedThroughTheSocket() throws Exception {
    try (RawPeer peer = authenticated()) {
      Path file = file(ask(peer));
      peer.send(SharedFrames.mapped(false));
      awaitGone(file);
      peer.send(RequestCodec.encode(9, 0, push(3, floats(1))));
      peer.receive(FrameType.ACKNOWLEDGED);
      peer.send(RequestCodec.encode(10, 0, new Request.Pull(0, 1, 0)));
      assertThat(peer.receive(FrameType.WEIGHTS).remaining()).isEqualTo(4 * SLICE);
    }
  }

  @Test
  void aBodyOutsideItIsRefused() throws Exception {
    try (RawPeer peer = authenticated()) {
      ask(peer);
      peer.send(SharedFrames.mapped(true)).send(inMemory(3, SLICE, HALF - 4).frame());
      assertThat(peer.rejection())
          .isEqualTo("body of 40000 bytes at 262140 of shared memory of 262144 bytes");
    }
    assertThat(shard.seen).isEmpty();
  }

  @Test
  void aBodyInMemoryThatIsNotSharedIsRefused() throws Exception {
    try (RawPeer peer = authenticated()) {
      assertThat(peer.send(inMemory(3, 1, 0).frame()).rejection())
          .isEqualTo("a body in shared memory, of which there is none");
    }
    assertThat(shard.seen).isEmpty();
  }

  @Test
  void whatWasNotWrittenCannotBeFreed() throws Exception {
    try (RawPeer peer = authenticated()) {
      ask(peer);
      peer.send(SharedFrames.mapped(true)).send(SharedFrames.freed(new int[] {64}, 1));
      assertThat(peer.rejection()).isEqualTo("freed shared memory at 64, where no body is");
    }
  }

  @Test
  void whoAsksTwiceOrAnswersUnaskedIsRefused() throws Exception {
    try (RawPeer peer = authenticated()) {
      ask(peer);
      assertThat(peer.send(SharedFrames.ask()).rejection())
          .isEqualTo("a client that asks for shared memory twice");
    }
    try (RawPeer peer = authenticated()) {
      assertThat(peer.send(SharedFrames.mapped(true)).rejection())
          .isEqualTo("an answer to an offer of shared memory that was not made");
    }
  }
}

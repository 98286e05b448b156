package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;

@Timeout(60)
class UnixSocketTest {
  private static final RunKey KEY = new RunKey("run-1", Secret.of(new byte[32]));
  private static final TcpSettings UNIX = TcpSettings.defaults().with(Transport.UNIX);

  private final Memory memory = new Memory();
  private final FakeShard shard = new FakeShard(2500, 1000);
  private TcpServer server;
  private Path socket;

  @BeforeEach
  void start() throws Exception {
    server =
        TcpServer.start(
            Listen.onLoopback(), KEY, TcpSettings.defaults(), Map.of(0, shard), memory.pool);
    socket = Path.of(Objects.requireNonNull(server.address().socket()));
  }

  @AfterEach
  void stop() {
    server.close();
    memory.assertAllGivenBack();
  }

  private TcpClient client(TcpSettings settings) {
    return new TcpClient(KEY, "test/1", settings, memory.pool);
  }

  /** The same server, as one is told of it whose only way is the socket. */
  private ServerAddress bySocketAlone() {
    return new ServerAddress("host.invalid", 1, server.address().socket());
  }

  @Test
  void liesAloneInAFolderThatNobodyElseMayEnter() throws Exception {
    Path folder = Objects.requireNonNull(socket.getParent());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(folder).isDirectoryContaining(socket::equals);
    assertThat(socket.toString().length()).isLessThanOrEqualTo(107);
  }

  @Test
  void isUsedByItselfWhereItsFileIs() throws Exception {
    float[] gradient = {1, 2, 3};
    try (TcpClient client = client(TcpSettings.defaults());
        TcpConnection connection = client.connect(bySocketAlone())) {
      Payload payload = Payload.of(gradient, 0, 3);
      Asking push = Asking.of(connection.endpoint(0), new Request.Push(0, 1, 0, 1, 0, 1, payload));
      assertThat(push.reply()).isEqualTo(new Reply.Acknowledged(6));
      Asking pull = Asking.of(connection.endpoint(0), new Request.Pull(0, 1, 0));
      assertThat(pull.reply()).isEqualTo(new Reply.Pulled(5));
      assertThat(pull.slices.get(1)).startsWith(1, 2, 3);
    }
  }

  @Test
  void tcpIsUsedWhereItsFileIsNot() throws Exception {
    ServerAddress elsewhere =
        new ServerAddress("127.0.0.1", server.address().port(), "/no/such/folder/socket");
    try (TcpClient client = client(TcpSettings.defaults());
        TcpConnection connection = client.connect(elsewhere)) {
      assertThat(Asking.of(connection.endpoint(0), new Request.Detach(0, 1, 0)).reply())
          .isEqualTo(new Reply.Done());
    }
  }

  @Test
  void tcpIsUsedWhereNobodyListensAtItsFile() throws Exception {
    Path dead = Files.createTempFile("tengen-test", "");
    ServerAddress address =
        new ServerAddress("127.0.0.1", server.address().port(), dead.toString());
    try (TcpClient client = client(TcpSettings.defaults());
        TcpConnection connection = client.connect(address)) {
      assertThat(Asking.of(connection.endpoint(0), new Request.Detach(0, 1, 0)).reply())
          .isEqualTo(new Reply.Done());
    } finally {
      Files.delete(dead);
    }
  }

  @Test
  void whoWantsNothingElseIsRefusedWhereItsFileIsNot() {
    ServerAddress elsewhere = new ServerAddress("127.0.0.1", server.address().port());
    try (TcpClient client = client(UNIX)) {
      assertThatThrownBy(() -> client.connect(elsewhere))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "transport=unix: no Unix domain socket to the parameter server at "
                  + elsewhere
                  + ": it is not on this host");
    }
  }

  @Test
  void aWrongSecretIsRefusedBeforeAnythingIsRead() {
    RunKey guess = new RunKey("run-1", Secret.fresh(new SecureRandom()));
    try (TcpClient client = new TcpClient(guess, "guess", TcpSettings.defaults(), memory.pool)) {
      assertThatThrownBy(() -> client.connect(server.address()))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "cannot reach the parameter server at the Unix domain socket "
                  + socket
                  + ": wrong secret for run run-1");
    }
    assertThat(shard.seen).isEmpty();
  }

  private TcpClient laneClient(TcpSettings settings) {
    return TcpClient.ofLane(KEY, "lane/1", settings, memory.pool);
  }

  @Test
  void aLaneFetchesItsAnswersItself() throws Exception {
    Thread[] by = new Thread[1];
    float[] gradient = {1, 2, 3};
    try (TcpClient client = laneClient(UNIX);
        TcpConnection connection = client.connect(server.address())) {
      // an event loop that looks after it may be faster, but not for ever
      while (by[0] != Thread.currentThread()) {
        by[0] = null;
        Payload payload = Payload.of(gradient, 0, 3);
        connection
            .endpoint(0)
            .submit(
                new Request.Push(0, 1, 0, 1, 0, 1, payload),
                reply -> by[0] = Thread.currentThread());
        while (by[0] == null) {
          if (!client.lookout().look()) {
            client.lookout().sleep(10_000_000);
          }
        }
      }
      Asking pull = Asking.of(connection.endpoint(0), new Request.Pull(0, 1, 0));
      assertThat(pull.reply()).as("though the lane does not look").isEqualTo(new Reply.Pulled(5));
      assertThat(pull.slices).containsOnlyKeys(0, 1, 2);
    }
  }

  @Test
  void aLaneThatComputesIsKeptAliveAndToldOfTheEnd() throws Exception {
    TcpSettings impatient =
        UNIX.withDeadlines(Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofMillis(1000));
    server.close();
    server = TcpServer.start(Listen.onLoopback(), KEY, impatient, Map.of(0, shard), memory.pool);
    try (TcpClient client = laneClient(impatient);
        TcpConnection connection = client.connect(server.address())) {
      Asking parked = Asking.of(connection.endpoint(0), new Request.Attach(0, 1));
      // Three idle timeouts of nothing but heartbeats.
      assertThat(parked.replies.poll(3, TimeUnit.SECONDS)).isNull();
      shard.answerAttaches();
      assertThat(parked.reply()).isEqualTo(new Reply.Attached(3));
      Asking lost = Asking.of(connection.endpoint(0), new Request.Attach(0, 1));
      server.close();
      assertThat(lost.reply())
          .isInstanceOfSatisfying(
              Reply.Refused.class,
              r -> assertThat(r.reason()).isEqualTo(Reply.Refused.Reason.LOST));
    }
    shard.answerAttaches();
  }

  @Test
  void whatALaneHasAskedIsAnsweredWhenItCloses() throws Exception {
    TcpClient client = laneClient(UNIX);
    TcpConnection connection = client.connect(server.address());
    Asking first = Asking.of(connection.endpoint(0), new Request.Attach(0, 1));
    connection.close();
    assertThat(first.replies).singleElement().isInstanceOf(Reply.Refused.class);
    TcpConnection other = client.connect(server.address());
    Asking second = Asking.of(other.endpoint(0), new Request.Attach(0, 1));
    client.close();
    assertThat(second.replies).singleElement().isInstanceOf(Reply.Refused.class);
    assertThat(Asking.of(other.endpoint(0), new Request.Attach(0, 1)).reply())
        .isInstanceOf(Reply.Refused.class);
    other.close();
  }

  @Test
  void aServerOfTcpAloneHasNone() throws Exception {
    try (TcpServer alone =
        TcpServer.start(
            Listen.onLoopback(), KEY, TcpSettings.defaults().with(Transport.TCP), Map.of())) {
      assertThat(alone.address().socket()).isNull();
    }
  }

  @Test
  void isGoneWithItsFolderWhenTheServerCloses() throws Exception {
    server.close();
    assertThat(socket).doesNotExist();
    assertThat(socket.getParent()).doesNotExist();
  }

  @Test
  void acceptsWhoeverFindsItAndStillAsksForProof() throws Exception {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      assertThat(channel.connect(UnixDomainSocketAddress.of(socket))).isTrue();
    }
    assertThat(shard.seen).isEmpty();
  }
}

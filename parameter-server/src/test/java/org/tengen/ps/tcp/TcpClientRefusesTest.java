package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tengen.ps.protocol.Reply.Refused;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.wire.Frame;
import org.tengen.ps.wire.FrameHeader;
import org.tengen.ps.wire.FrameType;
import org.tengen.ps.wire.Nonce;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;
import org.tengen.ps.wire.ServerHandshake;

@Timeout(60)
class TcpClientRefusesTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final RunKey KEY = new RunKey("run-1", Secret.fresh(RANDOM));

  private final Memory memory = new Memory();
  private final TcpClient client = client(TcpSettings.defaults());

  private TcpClient client(TcpSettings settings) {
    return new TcpClient(KEY, "test/1", settings, memory.pool);
  }

  /** What a server that is none does with its one connection. */
  private interface Script {
    void play(RawPeer peer) throws Exception;
  }

  /** A server that is none; plays its script on a thread of its own. */
  private static final class FakeServer implements AutoCloseable {
    private final ServerSocket socket;
    private final CompletableFuture<Void> played;

    FakeServer(Script script) throws IOException {
      socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
      played =
          CompletableFuture.runAsync(
              () -> {
                try (RawPeer peer = new RawPeer(socket.accept())) {
                  script.play(peer);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
    }

    ServerAddress address() {
      return new ServerAddress("127.0.0.1", socket.getLocalPort());
    }

    @Override
    public void close() throws IOException {
      socket.close();
      played.orTimeout(20, TimeUnit.SECONDS).join();
    }
  }

  private static ServerHandshake impostor(RunKey key) {
    return new ServerHandshake(key, 4096, Nonce.fresh(RANDOM));
  }

  @AfterEach
  void stop() {
    client.close();
    memory.assertAllGivenBack();
  }

  @Test
  void aPortWhereNobodyListensNamingBothAddresses() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThatThrownBy(() -> client.connect(new ServerAddress("127.0.0.1", port)))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "cannot reach the parameter server at 127.0.0.1:"
                + port
                + " from /?127.0.0.1(:\\d+)?: .*Connection refused.*");
  }

  @Test
  void aHostThatDoesNotExist() {
    assertThatThrownBy(() -> client.connect(new ServerAddress("no-such-host.invalid", 1)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "cannot reach the parameter server at no-such-host.invalid:1 from this host:"
                + " unknown host");
  }

  @Test
  void aServerThatNeverAnswersWithinTheDeadline() throws Exception {
    TcpSettings settings =
        TcpSettings.defaults()
            .withDeadlines(Duration.ofMillis(500), Duration.ofSeconds(3), Duration.ofSeconds(15));
    try (TcpClient impatient = client(settings);
        FakeServer silent =
            new FakeServer(
                peer -> {
                  peer.receive(FrameType.HELLO);
                  peer.closed();
                })) {
      assertThatThrownBy(() -> impatient.connect(silent.address()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot reach the parameter server at " + silent.address())
          .hasMessageContaining("from /127.0.0.1:");
    }
  }

  @Test
  void aServerThatDoesNotKnowTheSecret() throws Exception {
    RunKey guess = new RunKey("run-1", Secret.fresh(RANDOM));
    try (FakeServer fake =
        new FakeServer(
            peer -> {
              ServerHandshake handshake = impostor(guess);
              peer.send(handshake.challenge(peer.receive(FrameType.HELLO)));
              peer.receive(FrameType.PROOF);
              byte[] welcome = new byte[FrameHeader.BYTES + 36];
              FrameHeader.bare(FrameType.WELCOME, 36).write(java.nio.ByteBuffer.wrap(welcome));
              peer.send(welcome).closed();
            })) {
      assertThatThrownBy(() -> client.connect(fake.address()))
          .isInstanceOf(IOException.class)
          .hasMessageEndingWith(": the server does not know the secret of run run-1");
    }
  }

  @Test
  void aServerOfAnotherVersion() throws Exception {
    try (FakeServer fake =
        new FakeServer(
            peer -> {
              peer.receive(FrameType.HELLO);
              byte[] other = RawPeer.bytes(Frame.rejected("?"));
              other[4] = 9;
              peer.send(other).closed();
            })) {
      assertThatThrownBy(() -> client.connect(fake.address()))
          .isInstanceOf(IOException.class)
          .hasMessageEndingWith(
              "protocol version 9: this side speaks version 6; use the same release on both");
    }
  }

  @Test
  void whatTheServerRefusesItForIsInTheError() throws Exception {
    try (TcpServer server =
            TcpServer.start(
                Listen.onLoopback(), KEY, TcpSettings.defaults().with(Transport.TCP), Map.of());
        TcpClient other =
            new TcpClient(
                new RunKey("run-2", KEY.secret()), "x", TcpSettings.defaults(), memory.pool)) {
      assertThatThrownBy(() -> other.connect(server.address()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot reach the parameter server at " + server.address())
          .hasMessageEndingWith(": run run-2 is not served here: expected run-1");
    }
  }

  @Test
  void aServerThatFallsSilentIsNoticedAndItsRequestsAreLost() throws Exception {
    TcpSettings impatient =
        TcpSettings.defaults()
            .withDeadlines(Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMillis(1000));
    try (FakeServer fake =
            new FakeServer(
                peer -> {
                  ServerHandshake handshake = impostor(KEY);
                  peer.send(handshake.challenge(peer.receive(FrameType.HELLO)));
                  peer.send(handshake.welcome(peer.receive(FrameType.PROOF)));
                  peer.receive(FrameType.PULL);
                  while (!peer.closed()) {
                    Thread.onSpinWait(); // swallows heartbeats
                  }
                });
        TcpClient client = client(impatient);
        TcpConnection connection = client.connect(fake.address())) {
      assertThat(Asking.of(connection.endpoint(0), new Request.Pull(0, 1, 0)).reply())
          .isEqualTo(
              new Refused(
                  Refused.Reason.LOST,
                  "connection to the server at "
                      + fake.address()
                      + " lost: the other side has been silent for 1000 ms"));
    }
  }

  @Test
  void anAnswerThatNobodyAskedFor() throws Exception {
    try (FakeServer fake =
            new FakeServer(
                peer -> {
                  ServerHandshake handshake = impostor(KEY);
                  peer.send(handshake.challenge(peer.receive(FrameType.HELLO)));
                  peer.send(handshake.welcome(peer.receive(FrameType.PROOF)));
                  peer.receive(FrameType.PULL);
                  byte[] stray = new byte[FrameHeader.BYTES];
                  new FrameHeader(FrameType.DONE, 99, 0, 0, 0, 0, 0, 0, 0, 0, 0)
                      .write(java.nio.ByteBuffer.wrap(stray));
                  peer.send(stray).closed();
                });
        TcpConnection connection = client.connect(fake.address())) {
      assertThat(Asking.of(connection.endpoint(0), new Request.Pull(0, 1, 0)).reply())
          .isEqualTo(
              new Refused(
                  Refused.Reason.LOST,
                  "connection to the server at "
                      + fake.address()
                      + " lost: an answer to request 99, which is not open"));
    }
  }
}

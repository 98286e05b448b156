package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;

@Timeout(120)
class TlsTest {
  private static final RunKey KEY = new RunKey("run-1", Secret.of(new byte[32]));
  private static final TcpSettings PLAIN = TcpSettings.defaults().with(Transport.TCP);

  @TempDir private static Path folder;
  private static TestCertificate server;
  private static TestCertificate worker;
  private static TestCertificate stranger;

  /** Has signed server and worker, and nobody else. */
  private static Path authority;

  private final Memory memory = new Memory();
  private final FakeShard shard = new FakeShard(2500, 1000);

  @BeforeAll
  static void certificates() throws Exception {
    server = TestCertificate.make(folder, "server");
    worker = TestCertificate.make(folder, "worker");
    stranger = TestCertificate.make(folder, "stranger");
    authority = folder.resolve("authority.pem");
    Files.writeString(
        authority, Files.readString(server.certificate()) + Files.readString(worker.certificate()));
  }

  @AfterEach
  void everyBufferIsBack() {
    memory.assertAllGivenBack();
  }

  private TcpServer serve(TcpSettings settings) throws IOException {
    return TcpServer.start(Listen.onLoopback(), KEY, settings, Map.of(0, shard), memory.pool);
  }

  private TcpServer serve() throws IOException {
    return serve(PLAIN.with(server.believing(authority)));
  }

  private TcpClient client(RunKey key, TcpSettings settings) {
    return new TcpClient(key, "test/1", settings, memory.pool);
  }

  private void refused(TcpServer by, RunKey key, TcpSettings settings, String why) {
    try (TcpClient client = client(key, settings)) {
      assertThatThrownBy(() -> client.connect(by.address()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot reach the parameter server at " + by.address())
          .hasMessageEndingWith(why)
          .hasMessageNotContaining("\n");
    }
    assertThat(shard.seen).isEmpty();
  }

  @Test
  void bringsFloatsThereAndBackBitByBit() throws Exception {
    try (TcpServer there = serve();
        TcpClient client = client(KEY, PLAIN.with(worker.believing(authority)));
        TcpConnection connection = client.connect(there.address())) {
      float[] gradient = new float[1000];
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = Float.intBitsToFloat(0x3f800000 + 12345 * i);
      }
      Payload payload = Payload.of(gradient, 0, gradient.length);
      Asking push = Asking.of(connection.endpoint(0), new Request.Push(0, 1, 0, 1, 0, 1, payload));
      assertThat(push.reply()).isEqualTo(new Reply.Acknowledged(6));
      Asking pull = Asking.of(connection.endpoint(0), new Request.Pull(0, 1, 0));
      assertThat(pull.reply()).isEqualTo(new Reply.Pulled(5));
      assertThat(pull.slices.get(1)).isEqualTo(gradient);
    }
  }

  @Test
  void aWorkerWhoseCertificateNobodyKnowsIsRefused() throws Exception {
    try (TcpServer there = serve()) {
      try (TcpClient client = client(KEY, PLAIN.with(stranger.believing(authority)))) {
        assertThatThrownBy(() -> client.connect(there.address()))
            .isInstanceOf(IOException.class)
            .hasMessageContaining(
                "the other side refuses tls-certificate=" + stranger.certificate());
      }
      assertThat(shard.seen).isEmpty();
    }
  }

  @Test
  void aServerWhoseCertificateNobodyKnowsIsRefused() throws Exception {
    try (TcpServer there = serve(PLAIN.with(stranger.believing(authority)))) {
      refused(
          there,
          KEY,
          PLAIN.with(worker.believing(authority)),
          "the other side has no certificate that tls-authority=" + authority + " has signed");
    }
  }

  @Test
  void aWrongSecretIsRefusedThroughTls() throws Exception {
    RunKey guess = new RunKey("run-1", Secret.fresh(new SecureRandom()));
    try (TcpServer there = serve()) {
      refused(there, guess, PLAIN.with(worker.believing(authority)), "wrong secret for run run-1");
    }
  }

  /** Its words may come before its end, or not: ten of them see either. */
  @RepeatedTest(10)
  void aServerWithoutTlsIsRefused() throws Exception {
    try (TcpServer there = serve(PLAIN)) {
      refused(
          there,
          KEY,
          PLAIN.with(worker.believing(authority)),
          "the other side speaks no TLS: set tls-certificate on both sides or on neither");
    }
  }

  @Test
  void aWorkerWithoutTlsIsRefused() throws Exception {
    try (TcpServer there = serve();
        TcpClient client = client(KEY, PLAIN)) {
      assertThatThrownBy(() -> client.connect(there.address()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot reach the parameter server at " + there.address());
      assertThat(shard.seen).isEmpty();
    }
  }

  @Test
  void whoBeginsTlsAndGoesNoFurtherIsClosedByTheDeadline() throws Exception {
    TcpSettings impatient =
        PLAIN.with(server.believing(authority)).withStrangers(3, Duration.ofMillis(300));
    try (TcpServer there = serve(impatient);
        RawPeer idle = RawPeer.to(there.address())) {
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(idle::closed);
    }
  }

  @Test
  void aFileThatIsNotThereIsNamedWithItsSetting() {
    Tls tls = new Tls(server.certificate().toString(), "/no/such.key", authority.toString());
    assertThatThrownBy(() -> serve(PLAIN.with(tls)))
        .isInstanceOf(IOException.class)
        .hasMessage("tls-key=/no/such.key: cannot be read here: expected a PEM file");
  }

  @Test
  void aFileThatIsNotWhatItsSettingSaysIsNamed() {
    Tls keyForCertificate =
        new Tls(server.key().toString(), server.key().toString(), authority.toString());
    Tls certificateForKey =
        new Tls(
            server.certificate().toString(), authority.toString(), server.certificate().toString());
    Tls keyForAuthority =
        new Tls(server.certificate().toString(), server.key().toString(), worker.key().toString());
    assertThatThrownBy(() -> serve(PLAIN.with(keyForCertificate)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("tls-");
    assertThatThrownBy(() -> serve(PLAIN.with(certificateForKey)))
        .hasMessage(
            "tls-key=" + authority + ": expected a private key in PEM, PKCS #8 without a password");
    assertThatThrownBy(() -> serve(PLAIN.with(keyForAuthority)))
        .hasMessage("tls-authority=" + worker.key() + ": expected certificates in PEM");
  }
}

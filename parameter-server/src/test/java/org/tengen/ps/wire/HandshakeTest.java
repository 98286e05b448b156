package org.tengen.ps.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HandshakeTest {
  private static final RunKey KEY = key("run-1", 1);

  private static RunKey key(String run, int secret) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) secret);
    return new RunKey(run, Secret.of(bytes));
  }

  private static Nonce nonce(int value) {
    byte[] bytes = new byte[Nonce.BYTES];
    Arrays.fill(bytes, (byte) value);
    return new Nonce(bytes);
  }

  private static ByteBuffer body(Frame frame) {
    ByteBuffer bytes = ByteBuffer.allocate(frame.body().bytes());
    frame.body().write(bytes);
    return bytes;
  }

  private static ClientHandshake client(RunKey key, int nonce) {
    return new ClientHandshake(key, "host/1", nonce(nonce));
  }

  private static ServerHandshake server(RunKey key, int nonce) {
    return new ServerHandshake(key, 4096, nonce(nonce));
  }

  @Test
  void opensWhenBothKnowTheSecret() throws Exception {
    ClientHandshake client = client(KEY, 1);
    ServerHandshake server = server(KEY, 2);
    Frame challenge = server.challenge(body(client.hello()));
    Frame welcome = server.welcome(body(client.proof(body(challenge))));
    assertThat(client.opened(body(welcome))).isEqualTo(4096);
    assertThat(server.client()).isEqualTo("host/1");
  }

  @Test
  void neverCarriesTheSecret() throws Exception {
    ClientHandshake client = client(KEY, 7);
    ServerHandshake server = server(KEY, 8);
    Frame hello = client.hello();
    Frame challenge = server.challenge(body(hello));
    Frame proof = client.proof(body(challenge));
    Frame welcome = server.welcome(body(proof));
    for (Frame frame : new Frame[] {hello, challenge, proof, welcome}) {
      assertThat(HexFormat.of().formatHex(body(frame).array())).doesNotContain("01010101");
    }
  }

  @Test
  void refusesAClientWithAnotherSecret() throws Exception {
    ClientHandshake client = client(key("run-1", 9), 1);
    ServerHandshake server = server(KEY, 2);
    Frame proof = client.proof(body(server.challenge(body(client.hello()))));
    assertThatThrownBy(() -> server.welcome(body(proof)))
        .isInstanceOf(HandshakeException.class)
        .hasMessage("wrong secret for run run-1");
  }

  @Test
  void refusesAServerWithAnotherSecret() throws Exception {
    ClientHandshake client = client(KEY, 1);
    ServerHandshake impostor = server(key("run-1", 9), 2);
    ClientHandshake accomplice = client(key("run-1", 9), 1);
    Frame challenge = impostor.challenge(body(client.hello()));
    client.proof(body(challenge));
    Frame welcome = impostor.welcome(body(accomplice.proof(body(challenge))));
    assertThatThrownBy(() -> client.opened(body(welcome)))
        .isInstanceOf(HandshakeException.class)
        .hasMessage("the server does not know the secret of run run-1")
        .matches(refusal -> ((HandshakeException) refusal).isOfSecret());
  }

  @Test
  void knowsARefusalOfItsSecretFromOthers() throws Exception {
    ClientHandshake client = client(key("run-1", 9), 1);
    ServerHandshake server = server(KEY, 2);
    Frame proof = client.proof(body(server.challenge(body(client.hello()))));
    String refusal = "";
    try {
      server.welcome(body(proof));
    } catch (HandshakeException e) {
      refusal = String.valueOf(e.getMessage());
    }
    assertThat(client.rejected(body(Frame.rejected(refusal))).isOfSecret()).isTrue();
    assertThat(client.rejected(body(Frame.rejected("no proof within 5 ms"))).isOfSecret())
        .isFalse();
    assertThat(client.rejected(body(Frame.rejected("wrong secret for run run-2"))).isOfSecret())
        .isFalse();
  }

  @Test
  void refusesAnotherRunNamingBoth() {
    ClientHandshake client = client(key("run-2", 1), 1);
    assertThatThrownBy(() -> server(KEY, 2).challenge(body(client.hello())))
        .isInstanceOf(HandshakeException.class)
        .hasMessage("run run-2 is not served here: expected run-1");
  }

  @Test
  void aRecordedClientProvesNothingToAnotherChallenge() throws Exception {
    ClientHandshake client = client(KEY, 1);
    Frame hello = client.hello();
    Frame proof = client.proof(body(server(KEY, 2).challenge(body(hello))));
    ServerHandshake second = server(KEY, 3);
    second.challenge(body(hello));
    assertThatThrownBy(() -> second.welcome(body(proof))).isInstanceOf(HandshakeException.class);
  }

  @Test
  void aRecordedServerProvesNothingToAnotherClient() throws Exception {
    ClientHandshake first = client(KEY, 1);
    ServerHandshake server = server(KEY, 2);
    Frame challenge = server.challenge(body(first.hello()));
    Frame welcome = server.welcome(body(first.proof(body(challenge))));
    ClientHandshake second = client(KEY, 3);
    second.proof(body(challenge));
    assertThatThrownBy(() -> second.opened(body(welcome))).isInstanceOf(HandshakeException.class);
  }

  @Test
  void aClientsProofSentBackToItProvesNothing() throws Exception {
    ClientHandshake client = client(KEY, 1);
    Frame proof = client.proof(body(server(KEY, 2).challenge(body(client.hello()))));
    byte[] reflected =
        new TextWriter()
            .i32(0)
            .bytes(body(proof).array())
            .toBytes(); // the client's MAC has limit 0
    assertThatThrownBy(() -> client.opened(ByteBuffer.wrap(reflected)))
        .isInstanceOf(HandshakeException.class);
  }

  @Test
  void aServerThatSendsTheClientsOwnNonceIsRefused() throws Exception {
    ClientHandshake client = client(KEY, 1);
    Frame challenge = server(KEY, 1).challenge(body(client.hello()));
    assertThatThrownBy(() -> client.proof(body(challenge))).isInstanceOf(HandshakeException.class);
  }

  @Test
  void aLimitThatWasChangedOnTheWayIsRefused() throws Exception {
    ClientHandshake client = client(KEY, 1);
    ServerHandshake server = server(KEY, 2);
    Frame challenge = server.challenge(body(client.hello()));
    ByteBuffer welcome = body(server.welcome(body(client.proof(body(challenge)))));
    welcome.put(1, (byte) 0x7f);
    assertThatThrownBy(() -> client.opened(welcome)).isInstanceOf(HandshakeException.class);
  }

  @Test
  void stepsOutOfOrderAreRefused() throws Exception {
    Frame proof = Frame.text(FrameType.PROOF, new byte[32]);
    assertThatThrownBy(() -> server(KEY, 2).welcome(body(proof)))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("a proof before the hello");
    Frame welcome = Frame.text(FrameType.WELCOME, new byte[36]);
    assertThatThrownBy(() -> client(KEY, 1).opened(body(welcome)))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("a welcome before the challenge");
    ServerHandshake server = server(KEY, 2);
    server.challenge(body(client(KEY, 1).hello()));
    assertThatThrownBy(() -> server.challenge(body(client(KEY, 3).hello())))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("a second hello in one handshake");
  }

  @Test
  void aStrangersNameCannotForgeALogLine() throws Exception {
    ClientHandshake client = new ClientHandshake(KEY, "a\nERROR b", nonce(1));
    ServerHandshake server = server(KEY, 2);
    server.challenge(body(client.hello()));
    assertThat(server.client()).isEqualTo("a?ERROR b");
  }
}

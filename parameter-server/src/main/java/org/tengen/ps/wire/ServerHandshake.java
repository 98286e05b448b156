package org.tengen.ps.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The server's half of what {@link ClientHandshake} draws. Used once, by one thread. */
public final class ServerHandshake {
  static final int MAX_NAME = 256;

  private final RunKey key;
  private final int maxPayloadBytes;
  private final Nonce mine;
  private @Nullable Nonce theirs;
  private String client = "an unnamed client";

  /**
   * @param maxPayloadBytes the most that the server accepts in one frame, told to the client
   * @param fresh a nonce that no other handshake uses
   */
  public ServerHandshake(RunKey key, int maxPayloadBytes, Nonce fresh) {
    this.key = key;
    this.maxPayloadBytes = maxPayloadBytes;
    this.mine = fresh;
  }

  /** Who said hello, in its own words: worth nothing before the proof. */
  public String client() {
    return client;
  }

  /** The answer to a {@link FrameType#HELLO}. */
  public Frame challenge(ByteBuffer hello) throws BadFrameException, HandshakeException {
    if (theirs != null) {
      throw new BadFrameException("a second hello in one handshake");
    }
    TextReader in = new TextReader(hello);
    Nonce nonce = new Nonce(in.bytes(Nonce.BYTES));
    String run = in.line(RunKey.MAX_RUN);
    client = in.line(MAX_NAME);
    in.end();
    if (!run.equals(key.run())) {
      throw new HandshakeException("run " + run + " is not served here: expected " + key.run());
    }
    theirs = nonce;
    return Frame.text(FrameType.CHALLENGE, mine.value());
  }

  /** The answer to a {@link FrameType#PROOF}; the connection is then open. */
  public Frame welcome(ByteBuffer proof) throws BadFrameException, HandshakeException {
    if (theirs == null) {
      throw new BadFrameException("a proof before the hello");
    }
    TextReader in = new TextReader(proof);
    byte[] code = in.bytes(Proof.BYTES);
    in.end();
    if (!Proof.same(code, Proof.ofClient(key, theirs, mine))) {
      throw new HandshakeException("wrong secret for run " + key.run());
    }
    return Frame.text(
        FrameType.WELCOME,
        new TextWriter()
            .i32(maxPayloadBytes)
            .bytes(Proof.ofServer(key, theirs, mine, maxPayloadBytes))
            .toBytes());
  }
}

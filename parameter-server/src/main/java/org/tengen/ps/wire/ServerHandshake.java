package org.tengen.ps.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The server's half of what {@link ClientHandshake} draws. Used once, by one thread. */
public final class ServerHandshake {
  static final int MAX_NAME = 256;

  private final Keys keys;
  private final int maxPayloadBytes;
  private final Nonce mine;
  private @Nullable Nonce theirs;
  private @Nullable RunKey key;
  private String client = "an unnamed client";

  /**
   * @param keys the runs that are served
   * @param maxPayloadBytes the most that the server accepts in one frame, told to the client
   * @param fresh a nonce that no other handshake uses
   */
  public ServerHandshake(Keys keys, int maxPayloadBytes, Nonce fresh) {
    this.keys = keys;
    this.maxPayloadBytes = maxPayloadBytes;
    this.mine = fresh;
  }

  /** The same for a server of one run. */
  public ServerHandshake(RunKey key, int maxPayloadBytes, Nonce fresh) {
    this(Keys.one(key), maxPayloadBytes, fresh);
  }

  /**
   * What a client hears whose proof is wrong; part of the protocol, see {@link FrameType#REJECTED}.
   */
  static String wrongSecret(RunKey key) {
    return "wrong secret for run " + key.run();
  }

  /** Who said hello, in its own words: worth nothing before the proof. */
  public String client() {
    return client;
  }

  /** The run that the client said hello to; empty before that. */
  public String run() {
    return key == null ? "" : key.run();
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
    key = keys.of(run);
    theirs = nonce;
    return Frame.text(FrameType.CHALLENGE, mine.value());
  }

  /** The answer to a {@link FrameType#PROOF}; the connection is then open. */
  public Frame welcome(ByteBuffer proof) throws BadFrameException, HandshakeException {
    if (theirs == null || key == null) {
      throw new BadFrameException("a proof before the hello");
    }
    TextReader in = new TextReader(proof);
    byte[] code = in.bytes(Proof.BYTES);
    in.end();
    if (!Proof.same(code, Proof.ofClient(key, theirs, mine))) {
      throw HandshakeException.ofSecret(wrongSecret(key));
    }
    return Frame.text(
        FrameType.WELCOME,
        new TextWriter()
            .i32(maxPayloadBytes)
            .bytes(Proof.ofServer(key, theirs, mine, maxPayloadBytes))
            .toBytes());
  }
}

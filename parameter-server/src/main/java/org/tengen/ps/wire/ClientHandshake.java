package org.tengen.ps.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The client's half of opening a connection. The client proves itself first, so a stranger learns
 * nothing from a server.
 *
 * <pre>
 * client                         server
 *   HELLO  nonce, run, name  ---->
 *          &lt;----  CHALLENGE  nonce
 *   PROOF  client's code     ---->  checks it
 *   checks it  &lt;----  WELCOME  limit, server's code
 * </pre>
 *
 * Used once, by one thread.
 */
public final class ClientHandshake {
  private final RunKey key;
  private final String name;
  private final Nonce mine;
  private @Nullable Nonce theirs;

  /**
   * @param name who asks, for the server's messages
   * @param fresh a nonce that no other handshake uses
   */
  public ClientHandshake(RunKey key, String name, Nonce fresh) {
    this.key = key;
    this.name = name;
    this.mine = fresh;
  }

  /** The first frame. */
  public Frame hello() {
    TextWriter out = new TextWriter().bytes(mine.value());
    out.string("run", key.run(), RunKey.MAX_RUN);
    out.clipped(name, ServerHandshake.MAX_NAME);
    return Frame.text(FrameType.HELLO, out.toBytes());
  }

  /** The answer to a {@link FrameType#CHALLENGE}. */
  public Frame proof(ByteBuffer challenge) throws BadFrameException, HandshakeException {
    if (theirs != null) {
      throw new BadFrameException("a second challenge in one handshake");
    }
    TextReader in = new TextReader(challenge);
    Nonce nonce = new Nonce(in.bytes(Nonce.BYTES));
    in.end();
    if (nonce.same(mine)) {
      throw new HandshakeException("the server sent our own nonce back: it does not know the run");
    }
    theirs = nonce;
    return Frame.text(FrameType.PROOF, Proof.ofClient(key, mine, nonce));
  }

  /**
   * Takes a {@link FrameType#WELCOME}; the connection is then open.
   *
   * @return the most payload bytes that the server accepts in one frame
   */
  public int opened(ByteBuffer welcome) throws BadFrameException, HandshakeException {
    if (theirs == null) {
      throw new BadFrameException("a welcome before the challenge");
    }
    TextReader in = new TextReader(welcome);
    int limit = in.i32();
    byte[] code = in.bytes(Proof.BYTES);
    in.end();
    if (!Proof.same(code, Proof.ofServer(key, mine, theirs, limit))) {
      throw HandshakeException.ofSecret("the server does not know the secret of run " + key.run());
    }
    return limit;
  }

  /** What a {@link FrameType#REJECTED} means. */
  public HandshakeException rejected(ByteBuffer payload) throws BadFrameException {
    String reason = Frame.rejection(payload);
    return reason.equals(ServerHandshake.wrongSecret(key))
        ? HandshakeException.ofSecret(reason)
        : new HandshakeException(reason);
  }
}

package org.tengen.ps.wire;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The code that only somebody who knows the secret can compute for a pair of nonces (HMAC-SHA256;
 * RFC 2104). Each role has its own label, so that one side's proof sent back to it proves nothing.
 */
final class Proof {
  static final int BYTES = 32;

  private Proof() {}

  /** What the client proves itself with. */
  static byte[] ofClient(RunKey key, Nonce client, Nonce server) {
    return mac(key, "tengen client", client, server, 0);
  }

  /** What the server proves itself and its frame limit with. */
  static byte[] ofServer(RunKey key, Nonce client, Nonce server, int maxPayloadBytes) {
    return mac(key, "tengen server", client, server, maxPayloadBytes);
  }

  /** Takes the same time wherever the two differ. */
  static boolean same(byte[] one, byte[] other) {
    return MessageDigest.isEqual(one, other);
  }

  /** What a secret becomes for one run alone. */
  static byte[] ofRun(Secret secret, String run) {
    TextWriter label = new TextWriter().string("role", "tengen run", 64);
    return mac(secret, label.string("run", run, RunKey.MAX_RUN).toBytes());
  }

  private static byte[] mac(RunKey key, String role, Nonce client, Nonce server, int limit) {
    byte[] transcript =
        new TextWriter()
            .string("role", role, 64)
            .i32(Frames.VERSION)
            .string("run", key.run(), RunKey.MAX_RUN)
            .bytes(client.value())
            .bytes(server.value())
            .i32(limit)
            .toBytes();
    return mac(key.secret(), transcript);
  }

  private static byte[] mac(Secret secret, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.key(), "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256, which every Java has, is missing", e);
    }
  }
}

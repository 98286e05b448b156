package org.tengen.ps.wire;

import java.security.SecureRandom;
import java.util.Arrays;

/** Bytes that were never used before, so that no proof is good for a second connection. */
public final class Nonce {
  static final int BYTES = 32;

  private final byte[] value;

  Nonce(byte[] value) {
    this.value = value;
  }

  /** A new one. */
  public static Nonce fresh(SecureRandom random) {
    byte[] value = new byte[BYTES];
    random.nextBytes(value);
    return new Nonce(value);
  }

  byte[] value() {
    return value.clone();
  }

  boolean same(Nonce other) {
    return Arrays.equals(value, other.value);
  }
}

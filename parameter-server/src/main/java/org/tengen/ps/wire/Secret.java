package org.tengen.ps.wire;

import java.io.Serializable;
import java.security.MessageDigest;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a run's processes know and nobody else. It never travels on this protocol's connections and
 * prints as {@code Secret[redacted]}; it is serialisable because a Spark closure carries it to the
 * executors.
 */
public final class Secret implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BYTES = 32;

  private final byte[] key;

  private Secret(byte[] key) {
    this.key = key;
  }

  /** A new secret of 256 bits. */
  public static Secret fresh(SecureRandom random) {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    return new Secret(key);
  }

  /**
   * The secret with these bytes, which are copied.
   *
   * @throws IllegalArgumentException if there are fewer than 16
   */
  public static Secret of(byte[] key) {
    if (key.length < 16) {
      throw new IllegalArgumentException(
          "secret of " + key.length + " bytes: expected at least 16 random bytes");
    }
    return new Secret(key.clone());
  }

  /**
   * The secret of one run on servers that know this one. A run's workers are given no other: what
   * they know opens no other run.
   */
  public Secret forRun(String run) {
    return new Secret(Proof.ofRun(this, run));
  }

  byte[] key() {
    return key.clone();
  }

  /** Takes the same time wherever the two differ. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret that && MessageDigest.isEqual(key, that.key);
  }

  /** The same for all: tells nothing. */
  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return "Secret[redacted]";
  }
}

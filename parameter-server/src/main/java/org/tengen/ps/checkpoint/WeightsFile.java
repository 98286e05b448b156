package org.tengen.ps.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.tengen.ps.store.Store;

/**
 * A table's weights for any program: raw little-endian float32 and nothing else (NumPy reads it
 * with {@code fromfile(name, '<f4')}), and beside it, under the same name with {@code .sha256}, a
 * line that {@code sha256sum -c} checks.
 */
public final class WeightsFile {
  private WeightsFile() {}

  /**
   * Writes both files.
   *
   * @return the SHA-256 of the weights, in hexadecimal
   */
  public static String write(Store store, String name, float[] weights) throws IOException {
    return write(store, name, out -> out.floats(weights));
  }

  /** Where weights come from, some after the other. */
  @FunctionalInterface
  interface Weights {
    /** Writes them all. */
    void to(LittleOutput out) throws IOException;
  }

  /** The same of weights that come as a stream. */
  static String write(Store store, String name, Weights weights) throws IOException {
    MessageDigest digest = sha256();
    pass(weights, new DigestOutputStream(store.create(name), digest));
    String hex = HexFormat.of().formatHex(digest.digest());
    try (OutputStream out = store.create(name + ".sha256")) {
      String line = hex + "  " + name.substring(name.lastIndexOf('/') + 1) + "\n";
      out.write(line.getBytes(StandardCharsets.UTF_8));
    }
    return hex;
  }

  /**
   * Reads the weights and checks them.
   *
   * @throws DamagedException if they are not those that were written
   */
  public static float[] read(Store store, String name) throws IOException {
    byte[] bytes;
    String expected;
    try (InputStream in = store.open(name);
        InputStream sum = store.open(name + ".sha256")) {
      bytes = in.readAllBytes();
      expected = new String(sum.readNBytes(64), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new DamagedException(store + "/" + name + ": it or its .sha256 is missing");
    }
    String is = HexFormat.of().formatHex(sha256().digest(bytes));
    if (!is.equals(expected)) {
      throw new DamagedException(
          store + "/" + name + ": SHA-256 is " + is + ", expected " + expected);
    }
    try (LittleInput in = new LittleInput(new ByteArrayInputStream(bytes))) {
      return in.floats(bytes.length / Float.BYTES);
    }
  }

  /** The SHA-256 that {@link #write} would return. */
  public static String sha256(float[] weights) {
    MessageDigest digest = sha256();
    try {
      pass(
          out -> out.floats(weights),
          new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    } catch (IOException e) {
      throw new IllegalStateException("a stream to nowhere failed", e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void pass(Weights weights, OutputStream to) throws IOException {
    try (LittleOutput out = new LittleOutput(to)) {
      weights.to(out);
      out.flush();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256, which every Java has, is missing", e);
    }
  }
}

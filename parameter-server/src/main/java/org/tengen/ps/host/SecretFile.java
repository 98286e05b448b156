package org.tengen.ps.host;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.tengen.ps.wire.Secret;

/** A file with a secret: only its owner may read it, and its content is shown nowhere. */
public final class SecretFile {
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final int LEAST = 16;
  private static final int MOST = 4096;

  private SecretFile() {}

  /**
   * The secret in a file: all of it, but for white space at both ends.
   *
   * @throws IOException one line that says what is wrong with the file and what would be accepted
   */
  public static Secret read(Path file) throws IOException {
    try {
      requireOwners(file);
      if (Files.size(file) > MOST) {
        throw new IOException(file + ": expected at most " + MOST + " bytes");
      }
      byte[] secret = stripped(Files.readAllBytes(file));
      if (secret.length < LEAST) {
        throw new IOException(
            file
                + ": a secret of "
                + secret.length
                + " bytes: expected at least "
                + LEAST
                + ", e.g. of head -c 32 /dev/urandom | base64");
      }
      return Secret.of(secret);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + ": cannot be read by this user", e);
    }
  }

  private static void requireOwners(Path file) throws IOException {
    if (!Files.isRegularFile(file) && Files.exists(file)) {
      throw new IOException(file + ": expected a file");
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (!OWNERS.containsAll(permissions)) {
      throw new IOException(
          "%s has mode %s: expected rw-------, its owner's alone: chmod 600 %s"
              .formatted(file, PosixFilePermissions.toString(permissions), file));
    }
  }

  private static byte[] stripped(byte[] bytes) {
    int from = 0;
    int to = bytes.length;
    while (from < to && blank(bytes[from])) {
      from++;
    }
    while (to > from && blank(bytes[to - 1])) {
      to--;
    }
    return Arrays.copyOfRange(bytes, from, to);
  }

  private static boolean blank(byte one) {
    return one == ' ' || one == '\n' || one == '\r' || one == '\t';
  }
}

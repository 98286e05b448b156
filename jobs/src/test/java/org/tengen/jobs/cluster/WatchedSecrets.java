package org.tengen.jobs.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.security.Security;
import java.util.Arrays;
import java.util.HexFormat;
import org.tengen.jobs.Tengen;
import org.tengen.ps.wire.Secret;

/**
 * The command line in a JVM whose random numbers are watched: each secret that a run makes is noted
 * in a file, one in hexadecimal digits a line, for the test that looks for it everywhere else.
 */
public final class WatchedSecrets {
  private WatchedSecrets() {}

  /** The file for the secrets, then the command line. */
  public static void main(String[] args) throws NoSuchAlgorithmException {
    SecureRandom real = SecureRandom.getInstance("NativePRNG");
    Security.insertProviderAt(new Watching(real, Path.of(args[0])), 1);
    Tengen.main(Arrays.copyOfRange(args, 1, args.length));
  }

  /** A provider of random numbers that stands before the others. */
  private static final class Watching extends Provider {
    private static final long serialVersionUID = 1L;

    Watching(SecureRandom real, Path notes) {
      super("Watching", "1", "notes secrets down");
      putService(
          new Service(this, "SecureRandom", "WATCHED", Noting.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) {
              return new Noting(real, notes);
            }
          });
    }
  }

  /** Real random bytes; those asked for by {@link Secret} are noted. */
  private static final class Noting extends SecureRandomSpi {
    private static final long serialVersionUID = 1L;

    private final SecureRandom real;
    private final transient Path notes;

    Noting(SecureRandom real, Path notes) {
      this.real = real;
      this.notes = notes;
    }

    @Override
    protected void engineNextBytes(byte[] bytes) {
      real.nextBytes(bytes);
      boolean secret =
          StackWalker.getInstance()
              .walk(
                  frames -> frames.anyMatch(f -> f.getClassName().equals(Secret.class.getName())));
      if (secret) {
        note(HexFormat.of().formatHex(bytes));
      }
    }

    private void note(String digits) {
      try {
        Files.writeString(
            notes, digits + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    protected void engineSetSeed(byte[] seed) {
      real.setSeed(seed);
    }

    @Override
    protected byte[] engineGenerateSeed(int bytes) {
      return real.generateSeed(bytes);
    }
  }
}

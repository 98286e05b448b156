package org.tengen.ps.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file in memory that two processes of one user map. It has a name only until both have, some
 * milliseconds; what a process that was killed in these has left is deleted when the next is made.
 *
 * <p>Its bytes are written once at the start: memory that runs out later would end the process that
 * touches it.
 */
final class SharedFile implements AutoCloseable {
  /** Where Linux keeps files in memory. */
  static final Path FOLDER = Path.of("/dev/shm");

  private static final Logger LOG = LoggerFactory.getLogger(SharedFile.class);

  /** What the kernel knows of this process, and says is its user's. */
  private static final Path SELF = Path.of("/proc/self");

  private static final String PREFIX = "tengen-ps-";
  private static final String NAME = PREFIX + "[0-9a-f]{32}";
  private static final int BLOCK = 64 * 1024;
  private static final Duration SURELY_MAPPED = Duration.ofMinutes(1);

  /** Files beside this one that the folder must have room for, so that others find some, too. */
  private static final int LEAVES = 3;

  private final Path path;
  private final ByteBuffer memory;

  private SharedFile(Path path, ByteBuffer memory) {
    this.path = path;
    this.memory = memory;
  }

  /**
   * A new one, full of zeros, for this user alone.
   *
   * @throws IOException one line, if there is no such memory or not enough of it
   */
  static SharedFile create(Path folder, int bytes, SharedRoom room) throws IOException {
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new IOException("no folder " + folder + " that may be written to");
    }
    long usable = Files.getFileStore(folder).getUsableSpace();
    if (usable / (1 + LEAVES) < bytes) {
      throw new IOException("%d bytes are free in %s".formatted(usable, folder));
    }
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    Path path = folder.resolve(PREFIX + HexFormat.of().formatHex(random));
    boolean made = false;
    try (SharedRoom.Place place = room.take(bytes);
        FileChannel file =
            FileChannel.open(
                path,
                Set.of(
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")))) {
      fill(file, bytes);
      SharedFile shared = new SharedFile(path, place.map(file));
      deleteStale(folder, Files.getOwner(path));
      made = true;
      return shared;
    } finally {
      if (!made) {
        Files.deleteIfExists(path);
      }
    }
  }

  /**
   * Maps what the other side has made.
   *
   * @throws IOException one line, if it is not there, not ours or not as long as it should be
   */
  static ByteBuffer open(Path folder, String name, int bytes, SharedRoom room) throws IOException {
    if (!name.matches(NAME)) {
      throw new IOException("shared memory " + name + ": expected " + NAME);
    }
    try (FileChannel file =
        FileChannel.open(
            folder.resolve(name),
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
      // who is not us could give a file the name of one that was taken away in the meantime
      UserPrincipal owner = Files.getOwner(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
      if (!owner.equals(Files.getOwner(SELF))) {
        throw new IOException("shared memory " + name + " is of " + owner);
      }
      if (file.size() != bytes) {
        throw new IOException(
            "shared memory %s of %d bytes: expected %d".formatted(name, file.size(), bytes));
      }
      try (SharedRoom.Place place = room.take(bytes)) {
        return place.map(file);
      }
    }
  }

  /** What the other side is told. */
  String name() {
    return path.getFileName().toString();
  }

  /** All of it. */
  ByteBuffer memory() {
    return memory;
  }

  /** Takes the name away; who has mapped it keeps the memory. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.warn("{} stays behind: {}", path, e.toString());
    }
  }

  private static void fill(FileChannel file, int bytes) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect(Math.min(bytes, BLOCK));
    while (file.position() < bytes) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), bytes - file.position()));
      file.write(zeros);
    }
  }

  /** Deletes {@code owner}'s files that have had a name for longer than it takes to map them. */
  static void deleteStale(Path folder, UserPrincipal owner) {
    Instant before = Instant.now().minus(SURELY_MAPPED);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (Path file : files) {
        try {
          if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
              && Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(owner)
              && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
            Files.deleteIfExists(file);
          }
        } catch (IOException e) {
          LOG.debug("{} stays: {}", file, e.toString());
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.debug("what is in {} cannot be seen: {}", folder, e.toString());
    }
  }
}

package org.tengen.ps.tcp;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a Unix domain socket, alone in a folder that only this user may enter. Both are gone
 * when it is closed; what a killed process has left behind is deleted when the next one is made.
 */
final class SocketFile implements AutoCloseable {
  /** The longest path that the kernel takes. */
  static final int MAX_PATH_BYTES = 107;

  private static final Logger LOG = LoggerFactory.getLogger(SocketFile.class);
  private static final String PREFIX = "tengen-ps-";
  private static final String NAME = "socket";
  private static final Duration SURELY_LISTENS = Duration.ofMinutes(1);

  private final Path folder;

  private SocketFile(Path folder) {
    this.folder = folder;
  }

  /**
   * A place for a socket below the first of {@code parents} where its path is short enough.
   *
   * @throws IOException one line, if there is none
   */
  static SocketFile below(Path... parents) throws IOException {
    for (Path parent : parents) {
      // the name that will be made up has at most 20 digits
      Path longest = parent.resolve(PREFIX + "12345678901234567890").resolve(NAME);
      if (bytes(longest) <= MAX_PATH_BYTES) {
        Path folder =
            Files.createTempDirectory(
                parent.toAbsolutePath(),
                PREFIX,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        deleteStale(parent, Files.getOwner(folder));
        return new SocketFile(folder);
      }
    }
    throw new IOException(
        "the path of a socket below %s would be longer than %d bytes"
            .formatted(parents[parents.length - 1], MAX_PATH_BYTES));
  }

  /** Where the socket is bound. */
  Path path() {
    return folder.resolve(NAME);
  }

  @Override
  public void close() throws IOException {
    delete(folder);
  }

  /** Deletes the folders of {@code owner}'s sockets below {@code parent} where nobody listens. */
  static void deleteStale(Path parent, UserPrincipal owner) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        deleteIfStale(folder, owner);
      }
    }
  }

  /** What cannot be looked at or deleted is left: another process may be about it, too. */
  private static void deleteIfStale(Path folder, UserPrincipal owner) {
    try {
      if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(owner)
          && isOld(folder)
          && nobodyListens(folder.resolve(NAME))) {
        delete(folder);
      }
    } catch (IOException e) {
      LOG.debug("{} stays: {}", folder, e.toString());
    }
  }

  /** One that has just been made may be about to listen. */
  private static boolean isOld(Path folder) throws IOException {
    Instant made = Files.getLastModifiedTime(folder).toInstant();
    return made.plus(SURELY_LISTENS).isBefore(Instant.now());
  }

  private static boolean nobodyListens(Path socket) {
    if (!Files.exists(socket)) {
      return true;
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.configureBlocking(false);
      channel.connect(UnixDomainSocketAddress.of(socket));
      return false;
    } catch (ConnectException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(NAME));
    Files.deleteIfExists(folder);
  }

  private static int bytes(Path path) {
    return path.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8).length;
  }
}

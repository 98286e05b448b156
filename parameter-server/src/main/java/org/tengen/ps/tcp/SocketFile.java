package org.tengen.ps.tcp;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;

/**
 * The file of a Unix domain socket, alone in a folder that only this user may enter. Both are gone
 * when it is closed; what a killed process has left behind is deleted when the next one is made.
 */
final class SocketFile implements AutoCloseable {
  /** The longest path that the kernel takes. */
  static final int MAX_PATH_BYTES = 107;

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
        deleteStale(parent);
        return new SocketFile(
            Files.createTempDirectory(
                parent,
                PREFIX,
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rwx------"))));
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

  /** Deletes the folders of this user's sockets below {@code parent} where nobody listens. */
  static void deleteStale(Path parent) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        if (Files.isReadable(folder) && isOld(folder) && nobodyListens(folder.resolve(NAME))) {
          delete(folder);
        }
      }
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

package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketFileTest {
  @TempDir private Path folder;

  private static void age(Path socket) throws IOException {
    Files.setLastModifiedTime(
        Objects.requireNonNull(socket.getParent()),
        FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
  }

  @Test
  void goesWhereItsPathIsShortEnough() throws Exception {
    Path deep = folder.resolve("a".repeat(80));
    Files.createDirectory(deep);
    try (SocketFile file = SocketFile.below(deep, folder)) {
      assertThat(file.path().getParent()).hasParent(folder);
    }
    assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains("tengen-ps-"));
  }

  @Test
  void isRefusedWhereEveryPathIsTooLong() {
    Path deep = folder.resolve("a".repeat(80));
    assertThatThrownBy(() -> SocketFile.below(deep))
        .isInstanceOf(IOException.class)
        .hasMessage("the path of a socket below " + deep + " would be longer than 107 bytes");
  }

  @Test
  void deletesWhatAKilledProcessHasLeftBehind() throws Exception {
    SocketFile left = SocketFile.below(folder);
    ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    dead.bind(UnixDomainSocketAddress.of(left.path()));
    dead.close();
    age(left.path());

    SocketFile.deleteStale(folder, Files.getOwner(folder));

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void leavesASocketAloneAtWhichSomebodyListens() throws Exception {
    SocketFile other = SocketFile.below(folder);
    try (ServerSocketChannel live = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      live.bind(UnixDomainSocketAddress.of(other.path()));
      age(other.path());

      SocketFile.deleteStale(folder, Files.getOwner(folder));

      assertThat(other.path()).exists();
    }
  }

  @Test
  void leavesAFolderAloneThatHasJustBeenMade() throws Exception {
    SocketFile young = SocketFile.below(folder);

    SocketFile.deleteStale(folder, Files.getOwner(folder));

    assertThat(young.path().getParent()).exists();
  }

  @Test
  void passesOverWhatIsNoSocketsFolder() throws Exception {
    Path link = folder.resolve("tengen-ps-link");
    Path target = Files.createDirectory(folder.resolve("target"));
    Path kept = Files.createFile(target.resolve("socket"));
    age(kept);
    Files.createSymbolicLink(link, target);
    Path full = Files.createDirectory(folder.resolve("tengen-ps-full"));
    Files.createFile(full.resolve("another file"));
    age(full.resolve("socket"));

    try (SocketFile file = SocketFile.below(folder)) {
      assertThat(file.path().getParent()).isDirectory();
    }
    assertThat(kept).exists();
    assertThat(full).exists();
  }
}

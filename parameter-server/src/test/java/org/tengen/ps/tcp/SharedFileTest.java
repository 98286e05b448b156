package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFileTest {
  private static final int BYTES = 128 * 1024;

  @TempDir private Path folder;
  private final SharedRoom room = room(10);
  private int collections;
  private long nowNs;

  /** Room for so many files; the collector is only counted. */
  private SharedRoom room(int files) {
    return new SharedRoom((long) files * BYTES, () -> collections++, () -> nowNs);
  }

  @Test
  void isForThisUserAloneAndAsLongAsItShouldBe() throws Exception {
    try (SharedFile file = SharedFile.create(folder, BYTES, room)) {
      Path path = folder.resolve(file.name());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-------");
      assertThat(path).hasSize(BYTES);
      assertThat(file.memory().capacity()).isEqualTo(BYTES);
    }
  }

  @Test
  void isTheSameMemoryForBothThatMapItAlsoWhenItsNameIsGone() throws Exception {
    SharedFile file = SharedFile.create(folder, BYTES, room);
    ByteBuffer other = SharedFile.open(folder, file.name(), BYTES, room);
    file.close();
    assertThat(folder).isEmptyDirectory();
    file.memory().put(BYTES - 1, (byte) 42);
    assertThat(other.get(BYTES - 1)).isEqualTo((byte) 42);
  }

  @Test
  void isNotMadeWhereThereIsNoSuchFolder() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> SharedFile.create(missing, BYTES, room))
        .isInstanceOf(IOException.class)
        .hasMessage("no folder " + missing + " that may be written to");
  }

  @Test
  void isNotOpenedUnderAnotherNameOrLengthOrThroughALink() throws Exception {
    assertThatThrownBy(() -> SharedFile.open(folder, "../etc/passwd", BYTES, room))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("shared memory ../etc/passwd: expected tengen-ps-");
    try (SharedFile file = SharedFile.create(folder, BYTES, room)) {
      assertThatThrownBy(() -> SharedFile.open(folder, file.name(), 2 * BYTES, room))
          .isInstanceOf(IOException.class)
          .hasMessage("shared memory " + file.name() + " of 131072 bytes: expected 262144");
      String link = "tengen-ps-" + "0".repeat(32);
      Files.createSymbolicLink(folder.resolve(link), folder.resolve(file.name()));
      assertThatThrownBy(() -> SharedFile.open(folder, link, BYTES, room))
          .isInstanceOf(IOException.class);
    }
  }

  /** Who may give files away is needed to try it. */
  @Test
  void isNotOpenedIfItIsSomebodyElses() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"));
    try (SharedFile file = SharedFile.create(folder, BYTES, room)) {
      Path path = folder.resolve(file.name());
      UserPrincipal nobody =
          path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
      Files.setOwner(path, nobody);
      assertThatThrownBy(() -> SharedFile.open(folder, file.name(), BYTES, room))
          .isInstanceOf(IOException.class)
          .hasMessage("shared memory " + file.name() + " is of nobody");
    }
  }

  @Test
  void deletesWhatAKilledProcessHasLeftAndNothingYounger() throws Exception {
    SharedFile left = SharedFile.create(folder, BYTES, room);
    SharedFile young = SharedFile.create(folder, BYTES, room);
    Files.setLastModifiedTime(
        folder.resolve(left.name()), FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));

    SharedFile next = SharedFile.create(folder, BYTES, room);

    assertThat(folder)
        .isDirectoryNotContaining(path -> path.endsWith(left.name()))
        .isDirectoryContaining(path -> path.endsWith(young.name()))
        .isDirectoryContaining(path -> path.endsWith(next.name()));
  }

  @Test
  void moreThanAJvmMayMapIsRefusedAndLeavesNoFile() throws Exception {
    SharedRoom small = room(1);
    SharedFile first = SharedFile.create(folder, BYTES, small);
    assertThatThrownBy(() -> SharedFile.create(folder, BYTES, small))
        .isInstanceOf(IOException.class)
        .hasMessage("131072 bytes of shared memory are mapped, 131072 more would be over 131072");
    assertThat(folder).isDirectoryContaining(path -> path.endsWith(first.name()));
    first.close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatNobodyReadsAnyMoreMakesRoom() throws Exception {
    SharedRoom small = new SharedRoom(BYTES, System::gc, () -> nowNs);
    SharedFile.create(folder, BYTES, small).close();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> {
              nowNs += Duration.ofSeconds(30).toNanos();
              SharedFile.create(folder, BYTES, small).close();
              return true;
            });
  }

  @Test
  void theCollectorIsAskedOnlyWhereThereIsNoRoomAndOnceInHalfAMinute() throws Exception {
    SharedRoom small = room(2);
    SharedFile first = SharedFile.create(folder, BYTES, small);
    SharedFile second = SharedFile.create(folder, BYTES, small);
    assertThat(collections).isZero();
    for (int expected = 1; expected <= 3; expected++) {
      for (int more = 0; more < 5; more++) {
        assertThatThrownBy(() -> SharedFile.create(folder, BYTES, small))
            .isInstanceOf(IOException.class);
      }
      assertThat(collections).isEqualTo(expected);
      nowNs += Duration.ofSeconds(30).toNanos();
    }
    assertThat(first.memory().capacity() + second.memory().capacity()).isEqualTo(2 * BYTES);
  }

  @Test
  void roomIsTakenBeforeTheFileIsMadeAndGivenBackWithoutIt() throws Exception {
    SharedRoom small = room(1);
    SharedRoom.Place place = small.take(BYTES);
    assertThatThrownBy(() -> SharedFile.create(folder, BYTES, small))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("would be over");
    assertThat(folder).isEmptyDirectory();
    place.close();
    assertThatThrownBy(() -> SharedFile.open(folder, "tengen-ps-" + "0".repeat(32), BYTES, small))
        .isInstanceOf(IOException.class);
    SharedFile.create(folder, BYTES, small).close();
  }
}

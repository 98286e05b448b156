package org.tengen.ps.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.ps.wire.Secret;

class SecretFileTest {
  private static final String SECRET = "0123456789abcdef";

  @TempDir Path folder;

  private Path file(String content, String mode) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @ParameterizedTest
  @ValueSource(strings = {SECRET, SECRET + "\n", " " + SECRET + "\r\n"})
  void takesTheContentWithoutTheLineEndThatAnEditorLeaves(String content) throws IOException {
    assertThat(SecretFile.read(file(content, "rw-------")))
        .isEqualTo(Secret.of(SECRET.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw--w----", "rw------x", "rwx------"})
  void refusesAFileThatOthersMayUse(String mode) throws IOException {
    Path file = file(SECRET, mode);
    assertThatThrownBy(() -> SecretFile.read(file))
        .hasMessage(
            "%s has mode %s: expected rw-------, its owner's alone: chmod 600 %s"
                .formatted(file, mode, file));
  }

  @Test
  void refusesAShortSecretWithoutShowingIt() throws IOException {
    Path file = file("hunter2\n", "r--------");
    assertThatThrownBy(() -> SecretFile.read(file))
        .hasMessage(
            file
                + ": a secret of 7 bytes: expected at least 16, e.g. of head -c 32 /dev/urandom |"
                + " base64");
  }

  @Test
  void namesAFileThatIsNotThere() {
    Path file = folder.resolve("nowhere");
    assertThatThrownBy(() -> SecretFile.read(file)).hasMessage(file + ": no such file");
    assertThatThrownBy(() -> SecretFile.read(folder)).hasMessage(folder + ": expected a file");
  }
}

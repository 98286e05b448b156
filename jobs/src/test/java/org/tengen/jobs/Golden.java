package org.tengen.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text that stands in a file of the repository. {@code -Dtengen.golden=write} writes the file
 * instead of comparing: look at the difference before you commit it.
 */
public final class Golden {
  private Golden() {}

  /** Asserts that {@code file}, seen from the module's folder, holds {@code text}. */
  public static void assertSame(Path file, String text) throws IOException {
    if ("write".equals(System.getProperty("tengen.golden"))) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    }
    assertThat(file).exists();
    assertThat(text)
        .as("%s; if the new text is right: mvn -pl jobs test -Dtengen.golden=write", file)
        .isEqualTo(Files.readString(file));
  }
}

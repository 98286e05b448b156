package org.tengen.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  @TempDir Path folder;

  @Test
  void readsKeysAndPassesOverComments() {
    Layer layer =
        SettingsFile.read(
            "f", List.of("# all", "  workers=3  ", "out = runs/a#b  # here", "", "  # end"));
    assertThat(layer.entries()).containsOnlyKeys("workers", "out");
    assertThat(layer.entries())
        .containsEntry("workers", new Layer.Entry("3", Origin.file("f", 2)))
        .containsEntry("out", new Layer.Entry("runs/a#b", Origin.file("f", 3)));
  }

  @Test
  void refusesALineThatIsNoSetting() {
    assertThatThrownBy(() -> SettingsFile.read("f", List.of("", "workers 3")))
        .hasMessage("f line 2: workers 3: expected key = value, or a comment that begins with #");
  }

  @Test
  void refusesAKeyThatStandsTwice() {
    assertThatThrownBy(() -> SettingsFile.read("f", List.of("seed=1", "seed=2")))
        .hasMessage("f line 2: seed stands in f line 1 already; keep one of them");
  }

  @Test
  void refusesAFileThatIsMissing() {
    Path missing = folder.resolve("no.properties");
    assertThatThrownBy(
            () ->
                new JobFile(Optional.empty())
                    .read(JobName.COMPARE, Optional.of(missing.toString())))
        .hasMessage("conf=" + missing + ": no such file (flag --conf)");
  }

  @Test
  void refusesAFileThatIsNotUtf8() throws IOException {
    Path file = Files.write(folder.resolve("latin.properties"), new byte[] {'#', (byte) 0xe9, 10});
    assertThatThrownBy(
            () -> new JobFile(Optional.empty()).read(JobName.COMPARE, Optional.of(file.toString())))
        .hasMessage("conf=" + file + ": not UTF-8");
  }

  @Test
  void takesTheFileOfTengensHome() throws IOException {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(folder.resolve("conf/compare.properties"), "workers = 7\n");
    Layer layer = new JobFile(Optional.of(folder)).read(JobName.COMPARE, Optional.empty());
    assertThat(layer.entries().get("workers"))
        .isEqualTo(new Layer.Entry("7", Origin.file("conf/compare.properties", 1)));
  }

  @Test
  void takesTheCopyInTheJarWhereThereIsNoOther() {
    Layer layer = new JobFile(Optional.of(folder)).read(JobName.COMPARE, Optional.empty());
    assertThat(layer.entries().get("straggler"))
        .isNotNull()
        .returns("any:10x@5%", Layer.Entry::text)
        .satisfies(
            entry ->
                assertThat(entry.origin().toString())
                    .startsWith("conf/compare.properties in the jar line "));
  }
}

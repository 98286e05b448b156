package org.tengen.bench.ps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every row once, at a toy size, in real processes; nothing is timed here. */
@Tag("cluster")
@Tag("smoke")
@Timeout(300)
class TransportsTest {
  @TempDir private Path folder;

  @Test
  void everyTransportHasItsRowBesideItsBareOne() throws Exception {
    Path out = folder.resolve("table.md");

    int exit =
        new CommandLine(new Transports())
            .execute("--sizes=1", "--most-rounds=2", "--shards=2", "--workers=2", "--out=" + out);

    assertThat(exit).isZero();
    List<String> lines = Files.readAllLines(out);
    assertThat(
            lines.stream()
                .skip(2)
                .map(line -> line.replaceAll("^(.*?\\|.*?\\|.*?)\\|.*", "$1").strip()))
        .containsExactly(
            "| 1000 floats | same JVM",
            "| 1000 floats | same JVM, from arrays",
            "| 1000 floats | Unix socket",
            "| 1000 floats | TCP",
            "| 1000 floats | TCP with TLS",
            "| 1 MB | bare copy / addition",
            "| 1 MB | same JVM",
            "| 1 MB | same JVM, from arrays",
            "| 1 MB | bare Unix socket",
            "| 1 MB | Unix socket",
            "| 1 MB | bare TCP",
            "| 1 MB | TCP",
            "| 1 MB | TCP with TLS",
            "| 1 MB | gloo all-reduce");
  }

  @Test
  void theSameRoundsServeEveryTransportOfASize() {
    assertThat(Work.ofSize(1_000_000, 1, 1)).isEqualTo(new Work(250_000, 1, 1, 3000, 3000));
    assertThat(Work.ofSize(100_000_000, 2, 1)).isEqualTo(new Work(25_000_000, 2, 1, 60, 60));
    assertThat(Work.ofSize(2_000_000_000, 1, 1)).isEqualTo(new Work(500_000_000, 1, 1, 2, 7));
  }
}

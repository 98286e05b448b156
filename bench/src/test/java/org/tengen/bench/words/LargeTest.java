package org.tengen.bench.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.corpus.vectors.WordVectors;
import org.tengen.corpus.vocabulary.Vocabulary;

class LargeTest {
  @TempDir private Path folder;

  @Test
  @Tag("cluster")
  @Timeout(120)
  void everyProcessHasItsPeakBehindEachStep() throws Exception {
    StringWriter printed = new StringWriter();
    int exit =
        Large.commandLine()
            .setOut(new PrintWriter(printed, true))
            .execute(
                "--words=500",
                "--dimensions=12",
                "--servers=2",
                "--tokens=4000",
                "--block=500",
                "--heap=64",
                "--folder=" + folder);

    assertThat(exit).isZero();
    assertThat(printed.toString())
        .contains("500 words of 12 floats", "in 2 processes")
        .containsPattern("[34],[0-9]{3} words trained") // as a lane may go round its text
        .containsPattern("\\| vectors \\| [0-9.]+ \\| [0-9]+ \\| [0-9]+ \\| [0-9,]+ \\|");
    try (InputStream in = Files.newInputStream(folder.resolve("vectors.bin"))) {
      WordVectors vectors = WordVectors.read(in, "vectors.bin");
      assertThat(vectors.size()).isEqualTo(500);
      assertThat(vectors.width()).isEqualTo(12);
    }
  }

  @Test
  void everyWordOccursAndFrequentOnesMore() {
    Zipf text = Zipf.of(100, 10_000, 3, 7);
    assertThat(text.counted()).hasSize(100).doesNotContain(0);
    assertThat(Arrays.stream(text.counted()).sum()).isEqualTo(9_999);
    assertThat(text.counted()[0]).isGreaterThan(10 * text.counted()[50]);
    for (int lane = 0; lane < 3; lane++) {
      assertThat(Arrays.stream(text.lanes()[lane]).filter(t -> t == Vocabulary.END).count())
          .isEqualTo(3333 / 20);
    }
  }

  @Test
  void aProcessThatRunsHasAPeak() throws Exception {
    assertThat(PeakMemory.mb(ProcessHandle.current().pid())).isBetween(20.0, 100_000.0);
  }
}

package org.tengen.bench.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class QualityTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    CommandLine program = Quality.commandLine();
    program.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(errors, true));
    return program.execute(arguments);
  }

  @Test
  void everySeedHasALineAndAllHaveAMean() throws IOException {
    Path text = folder.resolve("text");
    Files.writeString(text, "the cat sat on the mat\nthe dog sat on the cat\n".repeat(50));
    Path pairs = folder.resolve("pairs");
    Files.writeString(pairs, "cat\tdog\t9\ncat\tmat\t3\ndog\tbird\t1\n");

    int code =
        run(
            "--corpus=" + text,
            "--seeds=7,8",
            "--similarity=" + pairs,
            "--analogy=cat,dog,mat",
            "vector_size=10",
            "epochs=2");

    assertThat(errors.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("vectorSize=10, window=10")
        .contains("600 words, 6 different")
        .containsPattern("seed 7: [0-9.]+ s, [0-9]+ words/s, correlation .* over 2 of 3 pairs, ")
        .containsPattern("seed 8: ")
        .contains("mean correlation ");
  }

  @Test
  void aWrongSettingIsRefusedInOneLine() {
    assertThat(run("size=10")).isEqualTo(2);
    assertThat(errors.toString()).startsWith("size=10: expected one of vector_size, window,");
    assertThat(run("--analogy=king,queen")).isEqualTo(2);
    assertThat(errors.toString())
        .contains("--analogy=[king, queen]: expected three words, e.g. man,king,woman");
  }
}

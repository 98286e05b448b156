package org.tengen.bench.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.corpus.text.LocalText;
import picocli.CommandLine;

class SpeedTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    CommandLine program = Speed.commandLine();
    program.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(errors, true));
    return program.execute(arguments);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void tengenHasARowForEachModelAndNumberOfThreads() throws IOException {
    Path text = write("text", "the cat sat on the mat\nthe dog sat on the cat\n".repeat(50));
    Path pairs = write("pairs", "cat\tdog\t9\ncat\tmat\t3\ndog\tsat\t1\n");

    int code =
        run(
            "--corpus=" + text,
            "--rounds=2",
            "--contenders=tengen,gensim",
            "--python=" + folder.resolve("no-python"),
            "--similarity=" + pairs);

    assertThat(errors.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString())
        .contains(text + ": 600 words kept, 6 different\n")
        .contains("gensim is left out: " + folder.resolve("no-python") + " has no gensim")
        .containsPattern("round 2, CBOW, 2 threads, Tengen: [0-9.]+ s, [0-9]+ words/s, WordSim")
        .contains("| skip-gram | 1 | Tengen | ")
        .contains("| CBOW | 2 | Tengen | ");
  }

  @Test
  void rareWordsAreTakenOutOfTheTextForAll() throws IOException {
    Path text = write("text", "a rare word\na b\nonce\nb a b\n");
    KeptText kept = KeptText.write(new LocalText(text), 2, folder.resolve("kept"));
    assertThat(Files.readString(kept.file())).isEqualTo("a\na b\nb a b\n");
    assertThat(kept.tokens()).isEqualTo(6);
    assertThat(kept.types()).isEqualTo(2);
  }

  @Test
  void aRowHasMedianExtremesAndTheRatioOfMedians() {
    Runs runs = new Runs("gensim");
    Runs.Arm ours = new Runs.Arm(Contender.Model.CBOW, 2, "Tengen");
    Runs.Arm theirs = new Runs.Arm(Contender.Model.CBOW, 2, "gensim");
    runs.add(ours, 3_000_000, OptionalDouble.of(0.5));
    runs.add(theirs, 1_000_000, OptionalDouble.empty());
    runs.add(ours, 1_000_000, OptionalDouble.of(0.4));
    runs.add(theirs, 2_000_000, OptionalDouble.empty());
    runs.add(ours, 2_400_000, OptionalDouble.of(0.6));
    assertThat(runs.table())
        .contains("| CBOW | 2 | Tengen | 2400 | 1000 | 3000 | 1.60 | 0.500 | 0.400 | 0.600 |\n")
        .contains("| CBOW | 2 | gensim | 1500 | 1000 | 2000 | 1.00 |  | |  |\n");
  }

  @Test
  void whatCannotBeRunIsRefusedInOneLine() {
    assertThat(run("--rounds=0")).isEqualTo(2);
    assertThat(errors.toString()).startsWith("--rounds=0: expected 1 or more");
    assertThat(run("--corpus=" + folder.resolve("none"))).isEqualTo(2);
    assertThat(errors.toString()).contains("none: no such file or folder; expected text,");
  }
}

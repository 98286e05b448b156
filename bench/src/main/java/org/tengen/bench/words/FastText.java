package org.tengen.bench.words;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tengen.bench.process.Program;

/**
 * fastText without subwords. Its training is timed from the last line about the vocabulary to the
 * line that says 100 %, both as they are printed.
 */
final class FastText implements Contender {
  private static final String VOCABULARY_IS_READ = "Number of labels:";
  private static final String DONE = "Progress: 100.0%";

  @Override
  public String name() {
    return "fastText";
  }

  @Override
  public Optional<String> missing() {
    boolean found =
        List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "fasttext")));
    return found
        ? Optional.empty()
        : Optional.of("no fasttext on the PATH (apt-get install fasttext)");
  }

  @Override
  public boolean has(Model model) {
    return true;
  }

  @Override
  public double seconds(Work work) throws IOException, InterruptedException {
    long[] times = new long[2];
    String output = work.vectors().toString().replaceFirst("\\.vec$", "");
    Program.run(
        List.of(
            "fasttext",
            work.model() == Model.SKIP_GRAM ? "skipgram" : "cbow",
            "-input",
            work.text().toString(),
            "-output",
            output,
            "-dim",
            "100",
            "-ws",
            "5",
            "-neg",
            "5",
            "-loss",
            "ns",
            "-t",
            "1e-3",
            "-lr",
            "0.025",
            "-minCount",
            "1",
            "-maxn",
            "0",
            "-epoch",
            Integer.toString(work.epochs()),
            "-thread",
            Integer.toString(work.threads())),
        printed -> {
          if (times[0] == 0 && printed.contains(VOCABULARY_IS_READ)) {
            times[0] = System.nanoTime();
          }
          if (times[1] == 0 && printed.contains(DONE)) {
            times[1] = System.nanoTime();
          }
        });
    Files.delete(Path.of(output + ".bin"));
    if (times[0] == 0 || times[1] == 0) {
      throw new IOException("fasttext printed no '" + VOCABULARY_IS_READ + "' or '" + DONE + "'");
    }
    return (times[1] - times[0]) / 1e9;
  }
}

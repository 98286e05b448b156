package org.tengen.bench.words;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tengen.bench.process.Program;

/** gensim, in a Python of its own: from sentences in memory, or from the file. */
final class Gensim implements Contender {
  private static final Pattern SECONDS = Pattern.compile("seconds ([0-9.e-]+)");

  private final String python;
  private final boolean fromFile;

  Gensim(String python, boolean fromFile) {
    this.python = python;
    this.fromFile = fromFile;
  }

  @Override
  public String name() {
    return fromFile ? "gensim, corpus_file" : "gensim";
  }

  @Override
  public Optional<String> missing() {
    try {
      return Program.works(List.of(python, "-c", "import gensim"))
          ? Optional.empty()
          : Optional.of(python + " has no gensim (apt-get install python3-gensim)");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  @Override
  public boolean has(Model model) {
    return true;
  }

  @Override
  public double seconds(Work work) throws IOException, InterruptedException {
    Path script = Files.createTempFile("gensim_words", ".py");
    try (InputStream source = Gensim.class.getResourceAsStream("gensim_words.py")) {
      if (source == null) {
        throw new IOException("gensim_words.py is not on the class path");
      }
      Files.write(script, source.readAllBytes());
    }
    String[] printed = {""};
    Program.run(
        List.of(
            python,
            script.toString(),
            work.text().toString(),
            work.vectors().toString(),
            work.model() == Model.SKIP_GRAM ? "1" : "0",
            Integer.toString(work.threads()),
            Integer.toString(work.epochs()),
            Long.toString(work.seed()),
            fromFile ? "file" : "memory"),
        all -> printed[0] = all);
    Files.delete(script);
    Matcher seconds = SECONDS.matcher(printed[0]);
    if (!seconds.find()) {
      throw new IOException("gensim printed no time: " + printed[0]);
    }
    return Double.parseDouble(seconds.group(1));
  }
}

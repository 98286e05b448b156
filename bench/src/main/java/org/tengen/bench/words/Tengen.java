package org.tengen.bench.words;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.tengen.corpus.encode.EncodedCorpus;
import org.tengen.corpus.encode.Recipe;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.text.LocalText;
import org.tengen.corpus.vocabulary.WhitespaceTokenizer;
import org.tengen.models.word2vec.LocalTraining;
import org.tengen.models.word2vec.Rows;
import org.tengen.models.word2vec.Word2VecSettings;
import org.tengen.models.word2vec.WordCounts;

/** Tengen in this JVM, a lane for each thread. */
final class Tengen implements Contender {
  @Override
  public String name() {
    return "Tengen";
  }

  @Override
  public Optional<String> missing() {
    return Optional.empty();
  }

  @Override
  public boolean has(Model model) {
    return true;
  }

  @Override
  public double seconds(Work work) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("tengen-bench-");
    Split split = new Split(work.seed(), 0, work.threads());
    EncodedCorpus text =
        EncodedCorpus.encode(
            new LocalText(work.text()),
            new Recipe(new WhitespaceTokenizer(), 1, Integer.MAX_VALUE, split),
            folder);
    Word2VecSettings settings =
        Word2VecSettings.of(
            Map.of(
                "sg",
                work.model() == Model.SKIP_GRAM ? "1" : "0",
                "epochs",
                Integer.toString(work.epochs())));
    LocalTraining training =
        new LocalTraining(settings, WordCounts.of(text.vocabulary()), work.seed());
    long started = System.nanoTime();
    Rows rows = training.train(text.lanes());
    double seconds = (System.nanoTime() - started) / 1e9;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(work.vectors()))) {
      Vectors.of(rows, text.vocabulary()).writeText(out);
    }
    return seconds;
  }
}

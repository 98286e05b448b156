package org.tengen.bench.words;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A program that trains word vectors. */
interface Contender {
  /** What the table calls it. */
  String name();

  /** Why it cannot run here, in one line, if it cannot. */
  Optional<String> missing();

  /** Does it have the model? */
  boolean has(Model model);

  /** Trains once, and leaves the vectors in word2vec's text format. */
  double seconds(Work work) throws IOException, InterruptedException;

  /** Which of the two models. */
  enum Model {
    SKIP_GRAM("skip-gram"),
    CBOW("CBOW");

    private final String label;

    Model(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /**
   * One training: 100 dimensions, window 5, 5 noise words, sample 1e-3, rate 0.025 to 0.0001.
   *
   * @param text words with spaces between, a sentence a line; every word is kept
   * @param vectors where the vectors go
   */
  record Work(Path text, Path vectors, Model model, int threads, int epochs, long seed) {}
}

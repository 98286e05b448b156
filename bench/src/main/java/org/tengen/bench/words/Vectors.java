package org.tengen.bench.words;

import java.util.ArrayList;
import java.util.List;
import org.tengen.corpus.vectors.WordVectors;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.models.word2vec.Rows;

/** Trained rows with their words. */
final class Vectors {
  private Vectors() {}

  static WordVectors of(Rows rows, Vocabulary vocabulary) {
    List<String> words = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      words.add(vocabulary.word(row + Vocabulary.SPECIALS));
      vectors.add(rows.row(row));
    }
    return new WordVectors(rows.width(), words, vectors);
  }
}

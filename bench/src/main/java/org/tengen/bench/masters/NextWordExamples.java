package org.tengen.bench.masters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.tengen.corpus.Corpora;
import org.tengen.corpus.batch.LaneBatches;
import org.tengen.corpus.batch.Windows;
import org.tengen.corpus.encode.EncodedCorpus;
import org.tengen.corpus.encode.Recipe;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.vocabulary.WordTokenizer;

/**
 * WordNet's glosses as data sets of Deeplearning4j's: five words, and the number of the next as
 * label.
 */
final class NextWordExamples {
  static final int WINDOW = 5;
  private static final double VALIDATION = 0.02;
  private static final int MIN_COUNT = 2;

  private final EncodedCorpus corpus;
  private final long seed;

  private NextWordExamples(EncodedCorpus corpus, long seed) {
    this.corpus = corpus;
    this.seed = seed;
  }

  /** Reads the corpus; {@code folder} takes its encoded files. */
  static NextWordExamples read(int vocabulary, long seed, Path folder) throws IOException {
    Recipe recipe =
        new Recipe(new WordTokenizer(), MIN_COUNT, vocabulary, new Split(seed, VALIDATION, 1));
    return new NextWordExamples(
        EncodedCorpus.encode(Corpora.local("wordnet31"), recipe, folder), seed);
  }

  /** The number of words. */
  int vocabulary() {
    return corpus.vocabulary().size();
  }

  /** Batches {@code from .. from + count - 1} of a shuffled stream that has no end. */
  List<DataSet> batches(int from, int count, int batch) {
    LaneBatches stream = new LaneBatches(corpus.lanes().get(0), WINDOW, batch, seed, 0);
    List<DataSet> sets = new ArrayList<>();
    int[] contexts = new int[batch * WINDOW];
    int[] targets = new int[batch];
    for (int i = 0; i < count; i++) {
      stream.read(from + i, contexts, targets);
      sets.add(set(contexts, targets, batch));
    }
    return sets;
  }

  /** The first {@code count} batches of the validation text. */
  List<DataSet> validation(int count, int batch) {
    Windows windows = new Windows(corpus.validation(), WINDOW);
    List<DataSet> sets = new ArrayList<>();
    int[] contexts = new int[batch * WINDOW];
    int[] targets = new int[batch];
    for (int i = 0; i < count; i++) {
      int rows = windows.readOn((long) i * batch, contexts, targets);
      if (rows < batch) {
        break;
      }
      sets.add(set(contexts, targets, batch));
    }
    return sets;
  }

  private static DataSet set(int[] contexts, int[] targets, int batch) {
    INDArray features = Nd4j.createFromArray(floats(contexts)).reshape(batch, WINDOW);
    INDArray labels = Nd4j.createFromArray(floats(targets)).reshape(batch, 1);
    return new DataSet(features, labels);
  }

  private static float[] floats(int[] ids) {
    float[] floats = new float[ids.length];
    for (int i = 0; i < ids.length; i++) {
      floats[i] = ids[i];
    }
    return floats;
  }
}

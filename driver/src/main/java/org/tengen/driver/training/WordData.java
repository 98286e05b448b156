package org.tengen.driver.training;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.encode.Recipe;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.text.Reading;
import org.tengen.corpus.text.TextSource;
import org.tengen.corpus.vectors.VectorWriter;
import org.tengen.corpus.vocabulary.Tokenizer;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.driver.text.EncodedCorpus;
import org.tengen.driver.text.SparkText;
import org.tengen.models.word2vec.WordCounts;
import scala.Tuple2;

/**
 * A text ready for word vectors: counted, partitioned, and measured.
 *
 * @param texts by lane
 */
record WordData(EncodedCorpus corpus, WordCounts words, List<LaneText> texts) {
  /**
   * UTF-16 units of a record: some ten thousand words, like gensim's longest sentence. Were longer
   * ones dealt out whole, the lane with such a one would have more text than all others.
   */
  static final int LONGEST_RECORD = 50_000;

  /**
   * How long a lane's text is.
   *
   * @param tokens with ends of sentences and words that are none of the vocabulary's
   * @param words of the vocabulary
   */
  record LaneText(long tokens, long words) {}

  /**
   * Reads the corpus that {@code settings} name.
   *
   * @throws CorpusException with one line for a corpus that cannot be used
   */
  static WordData prepare(JavaSparkContext spark, WordSettings settings, RunTokenizer tokenizers) {
    TrainingSettings.Text text = settings.text();
    TrainingSettings.Preparation how = text.preparation();
    Reading reading = how.reading().cutAt(LONGEST_RECORD);
    Split split = new Split(settings.seed(), 0, settings.lanes().workers());
    TextSource source = EncodedCorpus.source(text.corpus(), spark.hadoopConfiguration());
    tokenizers.readMerges(text);
    SparkText checked = SparkText.check(spark, source, reading);
    Tokenizer tokenizer = tokenizers.of(text, split, checked::vocabulary);
    Recipe recipe =
        new Recipe(reading, tokenizer, text.minCount(), text.maxVocabulary(), split, how.dealing());
    EncodedCorpus corpus = EncodedCorpus.of(spark, checked, recipe);
    requireUsable(corpus.vocabulary(), text);
    List<LaneText> texts =
        corpus.partitions().mapPartitions(WordData::measured).collect().stream()
            .map(each -> new LaneText(each[0], each[1]))
            .toList();
    return new WordData(corpus, WordCounts.of(corpus.vocabulary()), texts);
  }

  /** What cannot be trained on or written in the end shall be said before. */
  private static void requireUsable(Vocabulary vocabulary, TrainingSettings.Text text) {
    int words = vocabulary.size() - Vocabulary.SPECIALS;
    if (words < 2) {
      throw new CorpusException(
          "min-count=%d: corpus=%s has %d word that frequent; expected two or more, as a word is learned against others"
              .formatted(text.minCount(), text.corpus(), words));
    }
    vocabulary.words().forEach(each -> VectorWriter.requireWritable(each.word()));
  }

  /** Tokens and words of a partition, as it is written into a file. */
  private static Iterator<long[]> measured(Iterator<Tuple2<Long, int[]>> records) {
    long[] both = new long[2];
    while (records.hasNext()) {
      int[] ids = records.next()._2();
      both[0] += ids.length == 0 ? 0 : ids.length + 1;
      for (int id : ids) {
        both[1] += id >= Vocabulary.SPECIALS ? 1 : 0;
      }
    }
    return List.of(both).iterator();
  }

  /** Words of the whole text. */
  long wordsOfAll() {
    return texts.stream().mapToLong(LaneText::words).sum();
  }
}

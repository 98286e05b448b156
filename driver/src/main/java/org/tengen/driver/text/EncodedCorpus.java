package org.tengen.driver.text;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.tengen.corpus.Corpora;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.encode.Recipe;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.text.Skipped;
import org.tengen.corpus.text.TextSource;
import org.tengen.corpus.vocabulary.Tokenizer;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.corpus.wordnet.WordNet31;
import org.tengen.driver.launch.JobLabels;

/**
 * A corpus ready to be trained on: vocabulary of the training split, the training split partitioned
 * over lanes, the validation split in the driver's memory.
 *
 * @param partitions one partition per lane: (record number, ids of its tokens), in ascending order
 * @param trainingSamples tokens and sentence ends of the training split: the samples of an epoch
 * @param validation the token stream of the validation split, sentence ends included
 * @param skipped the records that could not be used
 */
public record EncodedCorpus(
    Vocabulary vocabulary,
    JavaPairRDD<Long, int[]> partitions,
    long trainingSamples,
    int[] validation,
    Skipped skipped) {

  /** Tokens of validation that the driver holds at the most; records beyond them are not read. */
  public static final int MOST_VALIDATION_TOKENS = 2_000_000;

  /**
   * Counts, encodes and partitions.
   *
   * @throws CorpusException with one line for a corpus that cannot be used
   */
  public static EncodedCorpus of(JavaSparkContext spark, SparkText text, Recipe recipe) {
    Vocabulary vocabulary = text.vocabulary(recipe);
    Broadcast<Vocabulary> shared = spark.broadcast(vocabulary);
    JavaPairRDD<Long, int[]> partitions = text.partitions(recipe, shared);
    boolean holdsOut = recipe.split().validation() > 0;
    int[] validation =
        holdsOut
            ? during(
                spark,
                text.source(),
                "encoding the validation split",
                () -> validation(text.records(), recipe, shared))
            : new int[0];
    if (holdsOut && validation.length == 0) {
      throw new CorpusException(
          "validation=%s: no record of corpus=%s fell to it; expected a larger share or corpus"
              .formatted(recipe.split().validation(), text.source().name()));
    }
    return new EncodedCorpus(
        vocabulary, partitions, samples(vocabulary), validation, text.skipped());
  }

  /** The text at {@code corpus}, on this machine or where Hadoop finds it. */
  public static TextSource source(String corpus, Configuration hadoop) {
    boolean local = corpus.equals(WordNet31.NAME) || !corpus.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
    return local ? new LocalTables(Corpora.local(corpus), hadoop) : new HadoopText(corpus, hadoop);
  }

  /** Does a part of reading a text, which Spark's page calls by its name. */
  static <R> R during(JavaSparkContext spark, TextSource text, String what, Supplier<R> work) {
    return JobLabels.during(spark, "reading corpus " + text.name() + ": " + what, work);
  }

  private static int[] validation(
      JavaPairRDD<Long, String> records, Recipe recipe, Broadcast<Vocabulary> vocabulary) {
    Split split = recipe.split();
    Tokenizer tokenizer = recipe.tokenizer();
    List<int[]> kept = new ArrayList<>();
    int length = 0;
    Iterator<int[]> all =
        records
            .filter(record -> split.isValidation(record._1()))
            .map(record -> vocabulary.value().ids(tokenizer.tokens(record._2())))
            .toLocalIterator();
    while (all.hasNext() && length < MOST_VALIDATION_TOKENS) {
      int[] ids = all.next();
      if (ids.length > 0) {
        kept.add(ids);
        length += ids.length + 1;
      }
    }
    int[] stream = new int[length];
    int at = 0;
    for (int[] ids : kept) {
      System.arraycopy(ids, 0, stream, at, ids.length);
      at += ids.length + 1; // the end of the sentence is id 0
    }
    return stream;
  }

  private static long samples(Vocabulary vocabulary) {
    long samples = 0;
    for (int id = 0; id < vocabulary.size(); id++) {
      samples += vocabulary.count(id);
    }
    return samples;
  }
}

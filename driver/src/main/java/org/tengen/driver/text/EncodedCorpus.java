package org.tengen.driver.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.tengen.corpus.Corpora;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.text.TextSource;
import org.tengen.corpus.vocabulary.Tokenizer;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.corpus.vocabulary.VocabularyBuilder;
import org.tengen.corpus.vocabulary.WordCount;
import org.tengen.corpus.wordnet.WordNet31;
import org.tengen.driver.launch.JobLabels;
import scala.Tuple2;

/**
 * A corpus ready to be trained on: vocabulary of the training split, the training split partitioned
 * over lanes, the validation split in the driver's memory.
 *
 * @param partitions one partition per lane: (record number, ids of its tokens), in ascending order
 * @param trainingSamples tokens and sentence ends of the training split: the samples of an epoch
 * @param validation the token stream of the validation split, sentence ends included
 */
public record EncodedCorpus(
    Vocabulary vocabulary,
    JavaPairRDD<Long, int[]> partitions,
    long trainingSamples,
    int[] validation) {

  /** Tokens of validation that the driver holds at the most; records beyond them are not read. */
  public static final int MOST_VALIDATION_TOKENS = 2_000_000;

  /**
   * What is read, and how.
   *
   * @param corpus a file, a folder, a URI that Hadoop opens, or {@code wordnet31}
   */
  public record Settings(String corpus, String tokenizer, int minCount, int maxVocabulary) {}

  /**
   * Reads, counts, encodes and partitions.
   *
   * @throws CorpusException with one line for a corpus that cannot be used
   */
  public static EncodedCorpus prepare(JavaSparkContext spark, Settings settings, Split split) {
    Tokenizer tokenizer = Tokenizer.named(settings.tokenizer());
    TextSource source = source(settings.corpus(), spark.hadoopConfiguration());
    String reading = "reading corpus " + settings.corpus() + ": ";
    JavaPairRDD<Long, String> records =
        JobLabels.during(
            spark,
            reading + "checking and numbering records",
            () -> NumberedRecords.read(spark, source));
    JavaPairRDD<Long, String> training = records.filter(r -> !split.isValidation(r._1()));
    Vocabulary vocabulary =
        JobLabels.during(
            spark, reading + "counting words", () -> vocabulary(training, tokenizer, settings));
    Broadcast<Vocabulary> shared = spark.broadcast(vocabulary);
    JavaPairRDD<Long, int[]> partitions =
        encode(training, tokenizer, shared)
            .repartitionAndSortWithinPartitions(
                new LanePartitioner(split), Comparator.<Long>naturalOrder());
    int[] validation =
        JobLabels.during(
            spark,
            reading + "encoding the validation split",
            () ->
                validation(
                    encode(records.filter(r -> split.isValidation(r._1())), tokenizer, shared)));
    if (split.validation() > 0 && validation.length == 0) {
      throw new CorpusException(
          "validation=%s: no record of corpus=%s fell to it; expected a larger share or corpus"
              .formatted(split.validation(), settings.corpus()));
    }
    return new EncodedCorpus(vocabulary, partitions, samples(vocabulary), validation);
  }

  /** The text at {@code corpus}, on this machine or where Hadoop finds it. */
  public static TextSource source(String corpus, Configuration hadoop) {
    boolean local = corpus.equals(WordNet31.NAME) || !corpus.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
    return local ? Corpora.local(corpus) : new HadoopText(corpus, hadoop);
  }

  private static Vocabulary vocabulary(
      JavaPairRDD<Long, String> training, Tokenizer tokenizer, Settings settings) {
    int minCount = settings.minCount();
    int maxSize = settings.maxVocabulary();
    JavaPairRDD<String, Long> words =
        training
            .flatMap(r -> tokenizer.tokens(r._2()).iterator())
            .mapToPair(word -> new Tuple2<>(word, 1L))
            .reduceByKey(Long::sum);
    VocabularyBuilder all = new VocabularyBuilder(minCount, maxSize);
    words
        .mapPartitions(part -> List.of(count(part, minCount, maxSize)).iterator())
        .collect()
        .forEach(all::merge);
    all.addSentences(training.filter(r -> !tokenizer.tokens(r._2()).isEmpty()).count());
    return all.build();
  }

  private static VocabularyBuilder count(
      Iterator<Tuple2<String, Long>> words, int minCount, int maxSize) {
    VocabularyBuilder builder = new VocabularyBuilder(minCount, maxSize);
    words.forEachRemaining(word -> builder.add(new WordCount(word._1(), word._2())));
    return builder;
  }

  private static JavaPairRDD<Long, int[]> encode(
      JavaPairRDD<Long, String> records, Tokenizer tokenizer, Broadcast<Vocabulary> vocabulary) {
    return records.mapValues(text -> vocabulary.value().ids(tokenizer.tokens(text)));
  }

  private static int[] validation(JavaPairRDD<Long, int[]> sentences) {
    List<int[]> kept = new ArrayList<>();
    int length = 0;
    Iterator<int[]> all = sentences.values().toLocalIterator();
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

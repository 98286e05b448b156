package org.tengen.driver.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.deal.Dealing;
import org.tengen.corpus.deal.LengthCounts;
import org.tengen.corpus.deal.TokenDeal;
import org.tengen.corpus.encode.Recipe;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.text.Reading;
import org.tengen.corpus.text.Skipped;
import org.tengen.corpus.text.TextSource;
import org.tengen.corpus.vocabulary.Tokenizer;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.corpus.vocabulary.VocabularyBuilder;
import org.tengen.corpus.vocabulary.WordCount;
import scala.Tuple2;

/**
 * A text that was checked and numbered and can be counted and encoded, each in Spark jobs. The
 * driver holds a few numbers a file and what vocabularies it asks for, however long the text.
 */
public final class SparkText {
  /** Counting the words of any text is shared out among at most so many tasks. */
  private static final int MOST_COUNTING_TASKS = 64;

  /** What the ends of sentences are counted under: no word is empty. */
  private static final String SENTENCE_END = "";

  private final JavaSparkContext spark;
  private final TextSource source;
  private final Reading reading;
  private final NumberedRecords numbered;

  private SparkText(
      JavaSparkContext spark, TextSource source, Reading reading, NumberedRecords numbered) {
    this.spark = spark;
    this.source = source;
    this.reading = reading;
    this.numbered = numbered;
  }

  /**
   * Reads a text once, to check and number it.
   *
   * @throws CorpusException with one line for a text that cannot be used
   */
  public static SparkText check(JavaSparkContext spark, TextSource source, Reading reading) {
    return new SparkText(
        spark,
        source,
        reading,
        EncodedCorpus.during(
            spark,
            source,
            "checking and numbering records",
            () -> NumberedRecords.check(spark, source, reading)));
  }

  /** The records that could not be used. */
  public Skipped skipped() {
    return numbered.skipped();
  }

  TextSource source() {
    return source;
  }

  /** All records by number, in order. */
  JavaPairRDD<Long, String> records() {
    TextSource from = source;
    Reading how = reading;
    List<NumberedFile> files = numbered.files();
    return spark
        .parallelize(files, NumberedRecords.tasks(files))
        .flatMapToPair(file -> NumberedRecords.of(from, file, how));
  }

  private JavaPairRDD<Long, String> training(Split split) {
    return records().filter(record -> !split.isValidation(record._1()));
  }

  /**
   * The vocabulary of the training records. Executors hold what they can of the counts and put the
   * rest on disk; what reaches the driver is bounded by the vocabulary's size, whatever the number
   * of words.
   */
  public Vocabulary vocabulary(Recipe recipe) {
    Tokenizer tokenizer = recipe.tokenizer();
    long minCount = recipe.minCount();
    int maxSize = recipe.maxSize();
    JavaPairRDD<Long, String> training = training(recipe.split());
    int tasks = Math.max(training.getNumPartitions(), spark.defaultParallelism());
    return EncodedCorpus.during(
        spark,
        source,
        "counting words",
        () ->
            training
                .flatMap(record -> withEnd(tokenizer.tokens(record._2())).iterator())
                .mapToPair(word -> new Tuple2<>(word, 1L))
                .reduceByKey(Long::sum, Math.min(tasks, MOST_COUNTING_TASKS))
                .mapPartitions(part -> List.of(count(part, minCount, maxSize)).iterator())
                .treeReduce(VocabularyBuilder::merge)
                .build());
  }

  private static List<String> withEnd(List<String> tokens) {
    if (tokens.isEmpty()) {
      return tokens;
    }
    List<String> all = new ArrayList<>(tokens);
    all.add(SENTENCE_END);
    return all;
  }

  private static VocabularyBuilder count(
      Iterator<Tuple2<String, Long>> words, long minCount, int maxSize) {
    VocabularyBuilder builder = new VocabularyBuilder(minCount, maxSize);
    words.forEachRemaining(
        word -> {
          if (word._1().equals(SENTENCE_END)) {
            builder.addSentences(word._2());
          } else {
            builder.add(new WordCount(word._1(), word._2()));
          }
        });
    return builder;
  }

  /**
   * The training records as ids, one partition a lane, in the order of their numbers.
   *
   * @throws CorpusException if a lane would get none
   */
  JavaPairRDD<Long, int[]> partitions(Recipe recipe, Broadcast<Vocabulary> vocabulary) {
    Split split = recipe.split();
    Tokenizer tokenizer = recipe.tokenizer();
    if (recipe.dealing() == Dealing.TOKENS) {
      return dealtByLength(recipe, vocabulary);
    }
    split.requireShares(numbered.records(), source.name());
    return training(split)
        .mapValues(text -> vocabulary.value().ids(tokenizer.tokens(text)))
        .repartitionAndSortWithinPartitions(
            new LanePartitioner(split), Comparator.<Long>naturalOrder());
  }

  private JavaPairRDD<Long, int[]> dealtByLength(Recipe recipe, Broadcast<Vocabulary> vocabulary) {
    TextSource from = source;
    Reading how = reading;
    List<DealtFile> files = deal(recipe);
    return spark
        .parallelize(files, NumberedRecords.tasks(files))
        .flatMapToPair(
            file ->
                dealt(NumberedRecords.of(from, file.file(), how), file, recipe, vocabulary.value()))
        .repartitionAndSortWithinPartitions(
            new LaneKey.ToLane(recipe.split().lanes()), Comparator.<Long>naturalOrder())
        .mapToPair(record -> new Tuple2<>(LaneKey.number(record._1()), record._2()));
  }

  /** A file's training records as ids, under lane and number. */
  private static Iterator<Tuple2<Long, int[]>> dealt(
      Iterator<Tuple2<Long, String>> records,
      DealtFile file,
      Recipe recipe,
      Vocabulary vocabulary) {
    TokenDeal deal = file.deal().copy();
    return trainingOf(records, recipe.split())
        .map(
            record -> {
              int[] ids = vocabulary.ids(recipe.tokenizer().tokens(record._2()));
              return new Tuple2<>(LaneKey.of(deal.lane(ids.length), record._1()), ids);
            })
        .iterator();
  }

  private static Stream<Tuple2<Long, String>> trainingOf(
      Iterator<Tuple2<Long, String>> records, Split split) {
    Iterable<Tuple2<Long, String>> once = () -> records;
    return StreamSupport.stream(once.spliterator(), false)
        .filter(record -> !split.isValidation(record._1()));
  }

  /** Measures the training records of each file, and deals them out. */
  private List<DealtFile> deal(Recipe recipe) {
    TextSource from = source;
    Reading how = reading;
    List<NumberedFile> files = numbered.files();
    List<LengthCounts> lengths =
        EncodedCorpus.during(
            spark,
            source,
            "measuring lengths",
            () ->
                spark
                    .parallelize(files, NumberedRecords.tasks(files))
                    .map(file -> lengths(NumberedRecords.of(from, file, how), recipe))
                    .collect());
    LengthCounts all = new LengthCounts();
    lengths.forEach(all::add);
    TokenDeal.requireShares(recipe.split(), all, source.name());
    List<NavigableMap<Integer, Long>> ranks = LengthCounts.ranks(lengths);
    List<DealtFile> dealt = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      dealt.add(new DealtFile(files.get(i), new TokenDeal(recipe.split(), ranks.get(i))));
    }
    return Collections.unmodifiableList(dealt);
  }

  private static LengthCounts lengths(Iterator<Tuple2<Long, String>> records, Recipe recipe) {
    LengthCounts lengths = new LengthCounts();
    trainingOf(records, recipe.split())
        .forEach(record -> lengths.add(recipe.tokenizer().tokens(record._2()).size()));
    return lengths;
  }
}

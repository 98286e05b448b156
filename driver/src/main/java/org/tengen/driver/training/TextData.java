package org.tengen.driver.training;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.batch.Windows;
import org.tengen.corpus.encode.Recipe;
import org.tengen.corpus.ngram.Perplexity;
import org.tengen.corpus.ngram.Unigram;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.text.Skipped;
import org.tengen.corpus.text.TextSource;
import org.tengen.corpus.vocabulary.Tokenizer;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.driver.launch.Launch;
import org.tengen.driver.network.SizedNetwork;
import org.tengen.driver.run.RunFolder;
import org.tengen.driver.text.EncodedCorpus;
import org.tengen.driver.text.SparkText;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;
import org.tengen.worker.TrainingLoop;
import org.tengen.worker.divergence.LossWatch;
import scala.Tuple2;

/**
 * What trainings of one comparison share: the corpus, partitioned, and the network with its
 * vocabulary.
 *
 * @param unigramPerplexity what the frequencies of words alone reach on the validation split
 */
public record TextData(
    EncodedCorpus corpus, SizedNetwork<?> network, @Nullable Double unigramPerplexity)
    implements TrainingData {
  /** The fact of a result that says what its perplexity is of. */
  public static final String PERPLEXITY = "perplexity";

  /** The file of the words that a network says, by number. */
  static final String VOCABULARY = "vocabulary.txt";

  /** Reads the corpus that {@code settings} name; what is learned from it is not kept. */
  public static TextData prepare(JavaSparkContext spark, TrainingSettings settings) {
    return prepare(spark, settings, new RunTokenizer(null, spark.hadoopConfiguration()));
  }

  /** The same for a run. */
  static TextData prepare(
      JavaSparkContext spark, TrainingSettings settings, RunTokenizer tokenizers) {
    TextSubject subject = TextSubject.of(settings);
    TrainingSettings.Text text = subject.text();
    TrainingSettings.Preparation how = text.preparation();
    Split split = new Split(settings.seed(), text.validationShare(), settings.lanes().workers());
    TextSource source = EncodedCorpus.source(text.corpus(), spark.hadoopConfiguration());
    tokenizers.readMerges(settings);
    SparkText checked = SparkText.check(spark, source, how.reading());
    Tokenizer tokenizer = tokenizers.of(settings, split, checked::vocabulary);
    Recipe recipe =
        new Recipe(
            how.reading(), tokenizer, text.minCount(), text.maxVocabulary(), split, how.dealing());
    EncodedCorpus corpus = EncodedCorpus.of(spark, checked, recipe);
    return new TextData(
        corpus, subject.sized(corpus.vocabulary().size(), settings.seed()), unigram(corpus));
  }

  @Override
  public long trainingSamples() {
    return corpus.trainingSamples();
  }

  @Override
  public LossWatch.Best guessing() {
    return LossWatch.Best.guessing(network.settings().vocabulary());
  }

  @Override
  public Evaluation<?> evaluation() {
    return Evaluation.of(network, corpus.validation());
  }

  @Override
  public Launch<?> launch(
      JavaSparkContext spark, Launch.Settings settings, int batch, TrainingLoop.Settings loop) {
    JavaRDD<Tuple2<Long, int[]>> partitions = corpus.partitions().map(record -> record);
    return new Launch<>(spark, settings, partitions, new TextProgram<>(network, batch, loop));
  }

  @Override
  public Skipped skipped() {
    return corpus.skipped();
  }

  @Override
  public void begin(RunFolder own) {
    StringWriter text = new StringWriter();
    try {
      corpus.vocabulary().write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    own.write(VOCABULARY, text.toString());
  }

  /** Nothing: vocabulary and weights are all that a network on text is gone on with from. */
  @Override
  public void end(RunFolder own, StrategyRun figures, RunResult blank) {}

  @Override
  public Map<String, String> facts(Map<String, String> workers) {
    Map<String, String> facts = new LinkedHashMap<>(workers);
    facts.put(PERPLEXITY, measured());
    return facts;
  }

  private String measured() {
    int[] tokens = corpus.validation();
    long unknown = IntStream.of(tokens).filter(id -> id == Vocabulary.UNKNOWN).count();
    return String.format(
        Locale.ROOT,
        "of every word and every end of a sentence of the validation split, given %s, where words"
            + " outside the vocabulary (%.0f%%) are all one word",
        network.given(),
        100.0 * unknown / tokens.length);
  }

  private static double unigram(EncodedCorpus corpus) {
    return Perplexity.of(
            new Unigram(corpus.vocabulary()), new Windows(new TokenStream(corpus.validation()), 1))
        .value();
  }
}

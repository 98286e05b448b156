package org.tengen.driver.training;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.corpus.batch.Windows;
import org.tengen.corpus.encode.Recipe;
import org.tengen.corpus.ngram.Perplexity;
import org.tengen.corpus.ngram.Unigram;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.text.TextSource;
import org.tengen.corpus.vocabulary.Tokenizer;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.driver.network.SizedNetwork;
import org.tengen.driver.text.EncodedCorpus;
import org.tengen.driver.text.SparkText;

/**
 * What trainings of one comparison share: the corpus, partitioned, and the network with its
 * vocabulary.
 *
 * @param unigramPerplexity what the frequencies of words alone reach on the validation split
 */
public record TextData(EncodedCorpus corpus, SizedNetwork<?> network, double unigramPerplexity) {
  /** The fact of a result that says what its perplexity is of. */
  public static final String PERPLEXITY = "perplexity";

  /** Reads the corpus that {@code settings} name; what is learned from it is not kept. */
  public static TextData prepare(JavaSparkContext spark, TrainingSettings settings) {
    return prepare(spark, settings, new RunTokenizer(null, spark.hadoopConfiguration()));
  }

  /** The same for a run. */
  static TextData prepare(
      JavaSparkContext spark, TrainingSettings settings, RunTokenizer tokenizers) {
    TrainingSettings.Text text = settings.text();
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
    return new TextData(corpus, settings.sized(corpus.vocabulary().size()), unigram(corpus));
  }

  /** What is known of a training's workers, and what its perplexity is of. */
  Map<String, String> facts(Map<String, String> workers) {
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

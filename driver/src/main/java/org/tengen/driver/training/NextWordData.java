package org.tengen.driver.training;

import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.corpus.batch.Windows;
import org.tengen.corpus.encode.Recipe;
import org.tengen.corpus.ngram.Perplexity;
import org.tengen.corpus.ngram.Unigram;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.text.TextSource;
import org.tengen.corpus.vocabulary.Tokenizer;
import org.tengen.driver.text.EncodedCorpus;
import org.tengen.driver.text.SparkText;
import org.tengen.models.NetworkSettings;

/**
 * What trainings of one comparison share: the corpus, partitioned, and the network's shape.
 *
 * @param unigramPerplexity what the frequencies of words alone reach on the validation split
 */
public record NextWordData(
    EncodedCorpus corpus, NetworkSettings.NextWord network, double unigramPerplexity) {

  /** Reads the corpus that {@code settings} name; what is learned from it is not kept. */
  public static NextWordData prepare(JavaSparkContext spark, TrainingSettings settings) {
    return prepare(spark, settings, new RunTokenizer(null, spark.hadoopConfiguration()));
  }

  /** The same for a run. */
  static NextWordData prepare(
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
    return new NextWordData(corpus, settings.nextWord(corpus.vocabulary().size()), unigram(corpus));
  }

  private static double unigram(EncodedCorpus corpus) {
    return Perplexity.of(
            new Unigram(corpus.vocabulary()), new Windows(new TokenStream(corpus.validation()), 1))
        .value();
  }
}

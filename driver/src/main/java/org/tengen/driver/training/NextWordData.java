package org.tengen.driver.training;

import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.corpus.batch.Windows;
import org.tengen.corpus.ngram.Perplexity;
import org.tengen.corpus.ngram.Unigram;
import org.tengen.corpus.partition.Split;
import org.tengen.driver.text.EncodedCorpus;
import org.tengen.models.NetworkSettings;

/**
 * What trainings of one comparison share: the corpus, partitioned, and the network's shape.
 *
 * @param unigramPerplexity what the frequencies of words alone reach on the validation split
 */
public record NextWordData(
    EncodedCorpus corpus, NetworkSettings.NextWord network, double unigramPerplexity) {

  /** Reads the corpus that {@code settings} name. */
  public static NextWordData prepare(JavaSparkContext spark, TrainingSettings settings) {
    TrainingSettings.Text text = settings.text();
    EncodedCorpus corpus =
        EncodedCorpus.prepare(
            spark,
            new EncodedCorpus.Settings(
                text.corpus(), text.tokenizer(), text.minCount(), text.maxVocabulary()),
            new Split(settings.seed(), text.validationShare(), settings.lanes().workers()));
    return new NextWordData(corpus, settings.nextWord(corpus.vocabulary().size()), unigram(corpus));
  }

  private static double unigram(EncodedCorpus corpus) {
    return Perplexity.of(
            new Unigram(corpus.vocabulary()), new Windows(new TokenStream(corpus.validation()), 1))
        .value();
  }
}

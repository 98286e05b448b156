package org.tengen.bench.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tengen.corpus.Corpora;
import org.tengen.corpus.batch.Windows;
import org.tengen.corpus.encode.EncodedCorpus;
import org.tengen.corpus.encode.Recipe;
import org.tengen.corpus.ngram.KneserNey;
import org.tengen.corpus.ngram.LanguageModel;
import org.tengen.corpus.ngram.Perplexity;
import org.tengen.corpus.ngram.Unigram;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.vocabulary.WordTokenizer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The perplexity of an interpolated modified Kneser-Ney model on the validation split that a
 * training with the same settings has.
 */
@Command(
    name = "ngram",
    mixinStandardHelpOptions = true,
    description = "An n-gram model's perplexity on a training's validation split.")
public final class Ngram implements Callable<Integer> {
  @Option(names = "--corpus", description = "wordnet31, a file or a folder")
  private String corpus = "wordnet31";

  @Option(names = "--vocabulary", description = "words at most")
  private int vocabulary = 5000;

  @Option(names = "--min-count", description = "least count of a word")
  private int minCount = 2;

  @Option(names = "--validation", description = "share that is held out")
  private double validation = 0.05;

  @Option(names = "--seed", description = "of the split")
  private long seed = 1;

  @Option(names = "--order", description = "words of the longest n-gram")
  private int order = 5;

  private Ngram() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Ngram()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("tengen-bench-");
    Recipe recipe =
        new Recipe(new WordTokenizer(), minCount, vocabulary, new Split(seed, validation, 1));
    EncodedCorpus text = EncodedCorpus.encode(Corpora.local(corpus), recipe, folder);
    int words = text.vocabulary().size();
    print("unigram", text, new Unigram(text.vocabulary()), 1);
    print(
        "interpolated Kneser-Ney, order " + order,
        text,
        KneserNey.train(order, words, text.lanes()),
        Math.max(1, order - 1));
    return 0;
  }

  private static void print(String name, EncodedCorpus text, LanguageModel model, int window) {
    Perplexity perplexity = Perplexity.of(model, new Windows(text.validation(), window));
    System.out.printf(
        Locale.ROOT,
        "%s: perplexity %.2f on %d words, %d in the vocabulary%n",
        name,
        perplexity.value(),
        perplexity.targets(),
        text.vocabulary().size());
  }
}

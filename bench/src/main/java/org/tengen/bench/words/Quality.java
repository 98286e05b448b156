package org.tengen.bench.words;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.Corpora;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.encode.EncodedCorpus;
import org.tengen.corpus.encode.Recipe;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.similarity.WordPairs;
import org.tengen.corpus.vectors.WordVectors;
import org.tengen.corpus.vocabulary.WordTokenizer;
import org.tengen.models.word2vec.LocalTraining;
import org.tengen.models.word2vec.Word2VecSettings;
import org.tengen.models.word2vec.WordCounts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains on one text with several seeds and says how good the vectors are. */
@Command(
    name = "words.Quality",
    mixinStandardHelpOptions = true,
    description = "Correlation with people's ratings, and an analogy, by seed.")
public final class Quality implements Callable<Integer> {
  /** Of ten epochs; found on other seeds. */
  private static final Map<String, String> SETTINGS =
      Map.of("sg", "1", "epochs", "10", "alpha", "0.05", "window", "10");

  @Spec private CommandSpec spec;

  @Option(names = "--corpus", description = "wordnet31, a file or a folder")
  private String corpus = "wordnet31";

  @Option(names = "--seeds", split = ",", description = "e.g. 1,2,3")
  private List<Long> seeds = List.of(1L, 2L, 3L, 4L, 5L);

  @Option(names = "--threads", description = "lanes of the training")
  private int threads = 2;

  @Option(names = "--similarity", description = "pairs of words, e.g. WordSim-353")
  private @Nullable Path similarity;

  @Option(
      names = "--analogy",
      split = ",",
      description = "A,B,C: which word is to C as B is to A; default man,king,woman")
  private List<String> analogy = List.of("man", "king", "woman");

  @Parameters(description = "settings by gensim's names, e.g. sg=0 window=5")
  private Map<String, String> options = Map.of();

  private Quality() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Quality());
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (analogy.size() != 3) {
      throw wrong("--analogy=" + analogy + ": expected three words, e.g. man,king,woman", null);
    }
    try {
      Map<String, String> all = new LinkedHashMap<>(SETTINGS);
      all.putAll(options);
      train(Word2VecSettings.of(all), spec.commandLine().getOut());
      return 0;
    } catch (CorpusException | IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()), e);
    }
  }

  private ParameterException wrong(String message, @Nullable Exception cause) {
    return new ParameterException(spec.commandLine(), message, cause);
  }

  private void train(Word2VecSettings settings, PrintWriter out)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("tengen-bench-");
    Recipe recipe =
        new Recipe(
            new WordTokenizer(), settings.minCount(), Integer.MAX_VALUE, new Split(1, 0, threads));
    EncodedCorpus text = EncodedCorpus.encode(Corpora.local(corpus), recipe, folder);
    WordCounts words = WordCounts.of(text.vocabulary());
    out.printf("%s, %d words, %d different%n", settings, words.total(), words.size());
    List<Double> correlations = new ArrayList<>();
    for (long seed : seeds) {
      LocalTraining training = new LocalTraining(settings, words, seed);
      long started = System.nanoTime();
      WordVectors vectors = Vectors.of(training.train(text.lanes()), text.vocabulary());
      double seconds = (System.nanoTime() - started) / 1e9;
      out.printf(
          Locale.ROOT,
          "seed %d: %.1f s, %.0f words/s, %s%s%n",
          seed,
          seconds,
          words.total() * (double) settings.epochs() / seconds,
          correlation(vectors, correlations),
          vectors.analogy(analogy.get(0), analogy.get(1), analogy.get(2), 3));
      out.flush();
    }
    correlations.stream()
        .mapToDouble(each -> each)
        .average()
        .ifPresent(mean -> out.printf(Locale.ROOT, "mean correlation %.4f%n", mean));
    out.flush();
  }

  private String correlation(WordVectors vectors, List<Double> all) throws IOException {
    if (similarity == null) {
      return "";
    }
    try (Reader pairs = Files.newBufferedReader(similarity)) {
      WordPairs.Result result = WordPairs.read(pairs, similarity.toString()).evaluate(vectors);
      all.add(result.spearman());
      return String.format(
          Locale.ROOT,
          "correlation %.4f over %d of %d pairs, ",
          result.spearman(),
          result.found(),
          result.pairs());
    }
  }
}

package org.tengen.bench.words;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.Corpora;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.similarity.WordPairs;
import org.tengen.corpus.vectors.WordVectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Words a second of skip-gram and CBOW with the same settings on the same words, contender after
 * contender in turns, round after round. Only training counts, not the vocabulary.
 */
@Command(
    name = "words.Speed",
    mixinStandardHelpOptions = true,
    description = "Words a second of Tengen, gensim, fastText and Spark MLlib.")
public final class Speed implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--corpus", description = "wordnet31, a file or a folder")
  private String corpus = "wordnet31";

  @Option(names = "--min-count", description = "least count of a word that is kept")
  private int minCount = 5;

  @Option(names = "--models", split = ",", description = "SKIP_GRAM, CBOW")
  private List<Contender.Model> models = List.of(Contender.Model.values());

  @Option(names = "--threads", split = ",", description = "e.g. 1,2")
  private List<Integer> threads = List.of(1, 2);

  @Option(names = "--epochs", description = "times that each run goes through the text")
  private int epochs = 1;

  @Option(names = "--rounds", description = "runs of each, in turns")
  private int rounds = 5;

  @Option(names = "--contenders", split = ",", description = "words of their names; default all")
  private List<String> chosen = List.of("tengen", "gensim", "fasttext", "spark");

  @Option(names = "--python", description = "the interpreter that has gensim")
  private String python = "/usr/bin/python3";

  @Option(names = "--similarity", description = "pairs of words, e.g. WordSim-353")
  private @Nullable Path similarity;

  private Speed() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Speed());
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    require(rounds >= 1, "--rounds=" + rounds + ": expected 1 or more");
    require(epochs >= 1, "--epochs=" + epochs + ": expected 1 or more");
    require(
        threads.stream().allMatch(count -> count >= 1),
        "--threads=" + threads + ": expected 1 or more each");
    PrintWriter out = spec.commandLine().getOut();
    Path folder = Files.createTempDirectory("tengen-bench-");
    try {
      KeptText text = KeptText.write(Corpora.local(corpus), minCount, folder.resolve("kept.txt"));
      out.printf("%s: %d words kept, %d different%n", corpus, text.tokens(), text.types());
      Runs runs = run(text, folder, present(out), out);
      out.print(runs.table());
      out.flush();
      return 0;
    } catch (CorpusException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  private List<Contender> present(PrintWriter out) {
    List<Contender> present = new ArrayList<>();
    List<Contender> all =
        List.of(
            new Tengen(),
            new Gensim(python, false),
            new Gensim(python, true),
            new FastText(),
            new SparkMllib());
    for (Contender each : all) {
      String name = each.name().toLowerCase(Locale.ROOT);
      if (chosen.stream().anyMatch(word -> name.contains(word.toLowerCase(Locale.ROOT)))) {
        each.missing()
            .ifPresentOrElse(
                why -> out.println(each.name() + " is left out: " + why), () -> present.add(each));
      }
    }
    require(!present.isEmpty(), "--contenders=" + chosen + ": expected one that is here");
    return present;
  }

  /** In each round all have a turn at each model and number of threads. */
  private Runs run(KeptText text, Path folder, List<Contender> contenders, PrintWriter out)
      throws IOException, InterruptedException {
    Runs runs = new Runs("gensim");
    for (int round = 1; round <= rounds; round++) {
      for (Contender.Model model : models) {
        for (int count : threads) {
          for (Contender contender : contenders) {
            if (contender.has(model)) {
              Path vectors = folder.resolve("vectors.vec");
              double seconds =
                  contender.seconds(
                      new Contender.Work(text.file(), vectors, model, count, epochs, round));
              double perSecond = (double) text.tokens() * epochs / seconds;
              OptionalDouble spearman = spearman(vectors);
              out.printf(
                  Locale.ROOT,
                  "round %d, %s, %d threads, %s: %.2f s, %.0f words/s, WordSim %.3f%n",
                  round,
                  model,
                  count,
                  contender.name(),
                  seconds,
                  perSecond,
                  spearman.orElse(Double.NaN));
              out.flush();
              runs.add(new Runs.Arm(model, count, contender.name()), perSecond, spearman);
            }
          }
        }
      }
    }
    return runs;
  }

  private OptionalDouble spearman(Path file) throws IOException {
    if (similarity == null) {
      return OptionalDouble.empty();
    }
    try (Reader pairs = Files.newBufferedReader(similarity);
        InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      WordVectors vectors = WordVectors.readText(in, file.toString());
      return OptionalDouble.of(
          WordPairs.read(pairs, similarity.toString()).evaluate(vectors).spearman());
    }
  }
}

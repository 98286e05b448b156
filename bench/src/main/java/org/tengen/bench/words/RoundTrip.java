package org.tengen.bench.words;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.Corpora;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.encode.EncodedCorpus;
import org.tengen.corpus.encode.Recipe;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.vectors.WordVectors;
import org.tengen.corpus.vectors.WordVectors.Neighbour;
import org.tengen.corpus.vocabulary.WordTokenizer;
import org.tengen.models.word2vec.LocalTraining;
import org.tengen.models.word2vec.Word2VecSettings;
import org.tengen.models.word2vec.WordCounts;
import org.tengen.ps.checkpoint.WeightsFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Vectors that are written here, read and asked by gensim, written by it, and read here again. */
@Command(
    name = "words.RoundTrip",
    mixinStandardHelpOptions = true,
    description = "Whether gensim reads what is written here, and finds the same words nearest.")
public final class RoundTrip implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--corpus", description = "wordnet31, a file or a folder")
  private String corpus = "wordnet31";

  @Option(names = "--vectors", description = "a file of vectors in place of some that are trained")
  private @Nullable Path given;

  @Option(names = "--queries", description = "words whose nearest are asked for, the most frequent")
  private int queries = 1_000;

  @Option(names = "--count", description = "of the nearest words")
  private int count = 10;

  @Option(names = "--python", description = "the interpreter that has gensim")
  private String python = "/usr/bin/python3";

  private RoundTrip() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new RoundTrip());
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Optional<String> missing = new Gensim(python, false).missing();
    if (missing.isPresent()) {
      out.println("left out: " + missing.get());
      out.flush();
      return 0;
    }
    try {
      Path folder = Files.createTempDirectory("tengen-bench-");
      WordVectors vectors = given == null ? trained(folder) : read(given);
      out.printf("%d words of %d floats%n", vectors.size(), vectors.width());
      out.println(
          "| format | same floats in gensim | same floats back | words asked | same nearest | largest difference of a cosine |");
      out.println("|:---|:---|:---|---:|---:|---:|");
      row(out, vectors, folder, false);
      row(out, vectors, folder, true);
      return 0;
    } catch (CorpusException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private WordVectors trained(Path folder) throws IOException, InterruptedException {
    Word2VecSettings settings = Word2VecSettings.of(Map.of("sg", "1", "epochs", "2"));
    Recipe recipe =
        new Recipe(new WordTokenizer(), settings.minCount(), Integer.MAX_VALUE, new Split(1, 0, 1));
    EncodedCorpus text = EncodedCorpus.encode(Corpora.local(corpus), recipe, folder);
    LocalTraining training = new LocalTraining(settings, WordCounts.of(text.vocabulary()), 1);
    return Vectors.of(training.train(text.lanes()), text.vocabulary());
  }

  private static WordVectors read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return WordVectors.read(in, file.toString());
    }
  }

  private void row(PrintWriter out, WordVectors vectors, Path folder, boolean binary)
      throws IOException, InterruptedException {
    Path file = folder.resolve(binary ? "vectors.bin" : "vectors.txt");
    try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(file))) {
      if (binary) {
        vectors.writeBinary(to);
      } else {
        vectors.writeText(to);
      }
    }
    List<String> asked =
        IntStream.range(0, Math.min(queries, vectors.size())).mapToObj(vectors::word).toList();
    GensimReader.Read theirs = new GensimReader(python, folder).read(file, binary, asked, count);
    Agreement agreement = Agreement.of(vectors, theirs.nearest(), count);
    out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %d | %d | %.1e |%n",
        binary ? "binary" : "text",
        yes(sha256(vectors).equals(theirs.sha256())),
        yes(same(vectors, read(theirs.again()))),
        asked.size(),
        agreement.same(),
        agreement.largest());
    out.flush();
  }

  private static String yes(boolean is) {
    return is ? "yes" : "NO";
  }

  private static String sha256(WordVectors vectors) {
    float[] all = new float[vectors.size() * vectors.width()];
    for (int place = 0; place < vectors.size(); place++) {
      System.arraycopy(vectors.vector(place), 0, all, place * vectors.width(), vectors.width());
    }
    return WeightsFile.sha256(all);
  }

  /** The same words with the same bits; gensim keeps their order. */
  private static boolean same(WordVectors ours, WordVectors theirs) {
    boolean words =
        ours.size() == theirs.size()
            && IntStream.range(0, ours.size())
                .allMatch(place -> ours.word(place).equals(theirs.word(place)));
    return words && sha256(ours).equals(sha256(theirs));
  }

  /**
   * How far two agree on what is nearest.
   *
   * @param same of how many words the nearest are the same in the same order, but for neighbours as
   *     near as each other to within a millionth
   * @param largest difference between the cosines at one place
   */
  record Agreement(int same, double largest) {
    private static final double LEVEL = 1e-6;

    static Agreement of(WordVectors vectors, Map<String, List<Neighbour>> theirs, int count) {
      int same = 0;
      double largest = 0;
      for (Map.Entry<String, List<Neighbour>> query : theirs.entrySet()) {
        List<Neighbour> ours = vectors.nearest(query.getKey(), count);
        boolean all = ours.size() == query.getValue().size();
        for (int place = 0; all && place < ours.size(); place++) {
          Neighbour their = query.getValue().get(place);
          double difference = Math.abs(ours.get(place).cosine() - their.cosine());
          largest = Math.max(largest, difference);
          all =
              ours.get(place).word().equals(their.word())
                  || level(vectors, query.getKey(), ours.get(place), their);
        }
        same += all ? 1 : 0;
      }
      return new Agreement(same, largest);
    }

    /** Is the word that they have as near as ours is, by our own cosines? */
    private static boolean level(
        WordVectors vectors, String query, Neighbour ours, Neighbour their) {
      int place = vectors.find(their.word());
      return place >= 0
          && Math.abs(vectors.cosine(vectors.find(query), place) - ours.cosine()) < LEVEL;
    }
  }
}

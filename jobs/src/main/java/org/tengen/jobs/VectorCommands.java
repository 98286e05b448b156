package org.tengen.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.similarity.Analogies;
import org.tengen.corpus.similarity.WordPairs;
import org.tengen.corpus.vectors.WordVectors;
import org.tengen.driver.WrongSetting;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * The commands that look at word vectors: {@code nearest}, {@code analogy}, {@code similarity} and
 * {@code analogies}.
 */
final class VectorCommands {
  private static final String VECTORS = "--vectors";
  private static final String COUNT = "--count";
  private static final String AMONG = "--among";
  private static final int USUAL_COUNT = 10;

  private final Terminal terminal;

  VectorCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  void addTo(CommandSpec root) {
    root.addSubcommand("nearest", withCount(words(Pages.NEAREST, "WORD", "1", this::nearest)));
    root.addSubcommand("analogy", withCount(words(Pages.ANALOGY, "WORD", "3", this::analogy)));
    root.addSubcommand("similarity", words(Pages.SIMILARITY, "FILE", "1", this::similarity));
    CommandSpec analogies = words(Pages.ANALOGIES, "FILE", "1", this::analogies);
    analogies.addOption(
        Flags.valued(AMONG, "N", "Words that may be answers, the most frequent ones. Default: all.")
            .build());
    root.addSubcommand("analogies", analogies);
  }

  private static CommandSpec words(Pages.Page page, String label, String arity, Action action) {
    CommandSpec spec = CommandTree.words(page, label, arity, action);
    spec.addOption(
        Flags.valued(VECTORS, "PLACE", "A file of vectors, or the folder of a run that has one.")
            .required(true)
            .build());
    return spec;
  }

  private static CommandSpec withCount(CommandSpec spec) {
    spec.addOption(Flags.valued(COUNT, "N", "Words to show. Default: 10.").build());
    return spec;
  }

  private static List<String> words(ParseResult typed) {
    return typed.matchedPositionalValue(0, List.of());
  }

  private static WordVectors vectors(ParseResult typed) {
    Flags.refuseTwice(typed);
    return VectorPlace.read(Flags.text(typed, VECTORS).orElseThrow());
  }

  private static int number(ParseResult typed, String flag, int usual) {
    Optional<String> text = Flags.text(typed, flag);
    if (text.isEmpty()) {
      return usual;
    }
    if (!text.get().matches("[1-9]\\d{0,8}")) {
      throw new WrongSetting(
          "%s=%s: expected a whole number of 1 or more, e.g. 10"
              .formatted(flag.substring(2), text.get()));
    }
    return Integer.parseInt(text.get());
  }

  private int nearest(ParseResult typed) {
    int count = number(typed, COUNT, USUAL_COUNT);
    show(vectors(typed).nearest(words(typed).get(0), count));
    return ExitCode.DONE;
  }

  private int analogy(ParseResult typed) {
    int count = number(typed, COUNT, USUAL_COUNT);
    List<String> three = words(typed);
    show(vectors(typed).analogy(three.get(0), three.get(1), three.get(2), count));
    return ExitCode.DONE;
  }

  private void show(List<WordVectors.Neighbour> words) {
    for (WordVectors.Neighbour each : words) {
      terminal.say(String.format(Locale.ROOT, "%6.3f  %s", each.cosine(), each.word()));
    }
  }

  private int similarity(ParseResult typed) throws IOException {
    String file = words(typed).get(0);
    WordPairs pairs = read("similarity", file, WordPairs::read);
    WordPairs.Result result = pairs.evaluate(vectors(typed));
    terminal.say(
        String.format(
            Locale.ROOT,
            "Spearman %s over %d of %d pairs",
            Double.isNaN(result.spearman())
                ? "-"
                : String.format(Locale.ROOT, "%.4f", result.spearman()),
            result.found(),
            result.pairs()));
    return ExitCode.DONE;
  }

  private int analogies(ParseResult typed) throws IOException {
    String file = words(typed).get(0);
    Analogies analogies = read("analogies", file, Analogies::read);
    int among = number(typed, AMONG, Integer.MAX_VALUE);
    List<Analogies.Result> results = analogies.evaluate(vectors(typed), among);
    terminal.say("  right  asked    all       %  section");
    results.forEach(this::line);
    if (results.size() > 1) {
      line(
          new Analogies.Result(
              "all",
              results.stream().mapToInt(Analogies.Result::right).sum(),
              results.stream().mapToInt(Analogies.Result::asked).sum(),
              results.stream().mapToInt(Analogies.Result::questions).sum()));
    }
    return ExitCode.DONE;
  }

  private void line(Analogies.Result result) {
    terminal.say(
        String.format(
            Locale.ROOT,
            "%7d%7d%7d%8s  %s",
            result.right(),
            result.asked(),
            result.questions(),
            result.asked() == 0 ? "-" : String.format(Locale.ROOT, "%.1f", 100 * result.share()),
            result.section()));
  }

  /** Reads a file of tests. */
  private interface Reading<T> {
    T read(Reader in, String where) throws IOException;
  }

  private static <T> T read(String what, String file, Reading<T> reading) throws IOException {
    try (InputStream in = VectorPlace.open(what, file);
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder())) {
      return reading.read(text, file);
    } catch (CharacterCodingException e) {
      throw new CorpusException(what + "=" + file + ": is not UTF-8; expected a text file", e);
    }
  }
}

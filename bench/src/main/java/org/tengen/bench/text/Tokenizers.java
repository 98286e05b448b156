package org.tengen.bench.text;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tengen.corpus.Corpora;
import org.tengen.corpus.subword.MergeLearner;
import org.tengen.corpus.subword.Merges;
import org.tengen.corpus.subword.TokenizerName;
import org.tengen.corpus.text.RecordReader;
import org.tengen.corpus.text.TextFile;
import org.tengen.corpus.text.TextSource;
import org.tengen.corpus.vocabulary.Tokenizer;
import org.tengen.corpus.vocabulary.WordCount;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How fast each tokenizer cuts a text on one thread, and how long merges take to learn. Leaves the
 * same work for peers in a folder: {@code words.txt}, the text cut into words; {@code counts.txt},
 * its words with their counts; and what came of it, {@code merges.txt} and {@code pieces.txt}.
 */
@Command(
    name = "tokenizers",
    mixinStandardHelpOptions = true,
    description = "Speed of tokenizers and of byte-pair merges.")
public final class Tokenizers implements Callable<Integer> {
  private static final double NS_PER_S = 1e9;

  @Option(
      names = "--corpus",
      description = "wordnet31, a file or a folder, which is held in memory")
  private String corpus = "wordnet31";

  @Option(names = "--merges", description = "to learn")
  private int merges = 10_000;

  @Option(names = "--rounds", description = "over the text; the last is told")
  private int rounds = 5;

  @Option(names = "--out", required = true, description = "a folder for the peers' files")
  private Path out = Path.of("unset");

  private Tokenizers() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Tokenizers()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(out);
    List<String> text = read();
    long chars = text.stream().mapToLong(String::length).sum();
    System.out.printf(Locale.ROOT, "%,d records, %,d UTF-16 units%n", text.size(), chars);
    for (String name : Tokenizer.NAMES) {
      cut(name, Tokenizer.named(name), text);
    }
    List<WordCount> counts = counted(text);
    Merges learned = Merges.parse("#version: 0.2\n", "none");
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      learned = MergeLearner.learn(counts, merges);
      double seconds = (System.nanoTime() - start) / NS_PER_S;
      System.out.printf(
          Locale.ROOT,
          "learn: %,d merges of %,d words in %.2f s%n",
          learned.size(),
          counts.size(),
          seconds);
    }
    Files.writeString(out.resolve("merges.txt"), learned.text());
    Tokenizer pieces = TokenizerName.parse("words+bpe").tokenizer(learned);
    cut("words+bpe", pieces, text);
    write("words.txt", Tokenizer.named("words"), text);
    write("pieces.txt", pieces, text);
    return 0;
  }

  private List<String> read() throws IOException {
    TextSource source = Corpora.local(corpus);
    List<String> text = new ArrayList<>();
    for (TextFile file : source.files()) {
      try (RecordReader reader = RecordReader.open(source, file)) {
        for (String record = reader.next(); record != null; record = reader.next()) {
          text.add(record);
        }
      }
    }
    return text;
  }

  private void cut(String name, Tokenizer tokenizer, List<String> text) {
    long tokens = 0;
    double seconds = 0;
    for (int round = 0; round < rounds; round++) {
      tokens = 0;
      long start = System.nanoTime();
      for (String record : text) {
        tokens += tokenizer.tokens(record).size();
      }
      seconds = (System.nanoTime() - start) / NS_PER_S;
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %,d tokens in %.2f s, %,.0f thousand a second%n",
        name,
        tokens,
        seconds,
        tokens / seconds / 1000);
  }

  private List<WordCount> counted(List<String> text) throws IOException {
    Tokenizer words = Tokenizer.named("words");
    Map<String, Long> counts = new HashMap<>();
    text.forEach(record -> words.tokenize(record, word -> counts.merge(word, 1L, Long::sum)));
    List<WordCount> counted = new ArrayList<>();
    counts.forEach((word, count) -> counted.add(new WordCount(word, count)));
    counted.sort(WordCount.ORDER);
    try (Writer file = Files.newBufferedWriter(out.resolve("counts.txt"))) {
      for (WordCount word : counted) {
        file.write(word.word() + " " + word.count() + "\n");
      }
    }
    return counted;
  }

  private void write(String name, Tokenizer tokenizer, List<String> text) throws IOException {
    try (Writer file = Files.newBufferedWriter(out.resolve(name))) {
      for (String record : text) {
        file.write(String.join(" ", tokenizer.tokens(record)) + "\n");
      }
    }
  }
}

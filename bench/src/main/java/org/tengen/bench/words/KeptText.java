package org.tengen.bench.words;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.text.RecordReader;
import org.tengen.corpus.text.TextFile;
import org.tengen.corpus.text.TextSource;
import org.tengen.corpus.vocabulary.WordTokenizer;

/**
 * A corpus as every contender gets it: only words that are frequent enough, a space between, a
 * sentence a line, so that all train on the same words.
 *
 * @param file where it is
 * @param tokens words in it
 * @param types different words in it
 */
record KeptText(Path file, long tokens, int types) {
  /** Writes {@code source} without words that occur less than {@code minCount} times. */
  static KeptText write(TextSource source, long minCount, Path file) throws IOException {
    Map<String, Long> counts = new HashMap<>();
    forEachSentence(source, words -> words.forEach(word -> counts.merge(word, 1L, Long::sum)));
    counts.values().removeIf(count -> count < minCount);
    if (counts.size() < 2) {
      throw new CorpusException(
          "corpus=%s: %d words occur %d times; expected two or more"
              .formatted(source.name(), counts.size(), minCount));
    }
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      forEachSentence(
          source,
          words -> {
            String kept =
                words.stream().filter(counts::containsKey).collect(Collectors.joining(" "));
            if (!kept.isEmpty()) {
              out.write(kept + "\n");
            }
          });
    }
    long tokens = counts.values().stream().mapToLong(Long::longValue).sum();
    return new KeptText(file, tokens, counts.size());
  }

  private interface SentenceAction {
    void accept(List<String> words) throws IOException;
  }

  private static void forEachSentence(TextSource source, SentenceAction action) throws IOException {
    WordTokenizer tokenizer = new WordTokenizer();
    for (TextFile file : source.files()) {
      try (RecordReader reader = RecordReader.open(source, file)) {
        for (String text = reader.next(); text != null; text = reader.next()) {
          action.accept(tokenizer.tokens(text));
        }
      }
    }
  }
}

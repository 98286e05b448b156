package org.tengen.corpus.vocabulary;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tengen.corpus.CorpusException;

/**
 * A vocabulary as text, checked when it is read: whole, its special ids first, its words in order
 * and none of them twice.
 */
final class VocabularyText {
  private static final String MAGIC = "tengen-vocabulary 1";

  private final String where;

  VocabularyText(String where) {
    this.where = where;
  }

  static void write(Vocabulary vocabulary, Writer out) throws IOException {
    out.write(MAGIC + " " + vocabulary.size() + "\n");
    for (int id = 0; id < vocabulary.size(); id++) {
      out.write(vocabulary.word(id) + "\t" + vocabulary.count(id) + "\n");
    }
  }

  Vocabulary read(Reader in) throws IOException {
    List<String> lines = wholeLines(in);
    String head = lines.isEmpty() ? "" : lines.remove(0);
    if (!head.equals(MAGIC + " " + lines.size()) || lines.size() < Vocabulary.SPECIALS) {
      throw new CorpusException(
          "vocabulary=%s: starts with '%s' above %d whole lines; expected '%s' and their number"
              .formatted(where, head, lines.size(), MAGIC));
    }
    long[] specials = new long[Vocabulary.SPECIALS];
    for (int id = 0; id < specials.length; id++) {
      specials[id] = special(id, lines.get(id));
    }
    List<WordCount> words = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int id = specials.length; id < lines.size(); id++) {
      WordCount word = word(id, lines.get(id));
      boolean inOrder =
          words.isEmpty() || WordCount.ORDER.compare(words.get(words.size() - 1), word) < 0;
      if (!inOrder || !seen.add(word.word())) {
        throw wrong(id, lines.get(id));
      }
      words.add(word);
    }
    return Vocabulary.of(specials[Vocabulary.END], specials[Vocabulary.UNKNOWN], words);
  }

  private long special(int id, String line) {
    long count = count(line);
    if (count < 0 || !Vocabulary.isSpecial(id, wordOf(line))) {
      throw wrong(id, line);
    }
    return count;
  }

  private WordCount word(int id, String line) {
    String word = wordOf(line);
    long count = count(line);
    if (count < 1 || word.isEmpty() || Vocabulary.isSpecial(word)) {
      throw wrong(id, line);
    }
    return new WordCount(word, count);
  }

  private CorpusException wrong(int id, String line) {
    return new CorpusException(
        "vocabulary=%s: line %d is '%s'; expected a word, a tab and its count, most frequent first"
            .formatted(where, id + 2, line));
  }

  private static String wordOf(String line) {
    return line.substring(0, Math.max(0, line.lastIndexOf('\t')));
  }

  private static long count(String line) {
    try {
      return Long.parseLong(line.substring(line.lastIndexOf('\t') + 1));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** The lines that end in a newline; what is behind the last one was cut off in writing. */
  private static List<String> wholeLines(Reader in) throws IOException {
    List<String> lines = new ArrayList<>();
    BufferedReader reader = new BufferedReader(in);
    StringBuilder line = new StringBuilder();
    for (int c = reader.read(); c >= 0; c = reader.read()) {
      if (c == '\n') {
        lines.add(line.toString());
        line.setLength(0);
      } else {
        line.append((char) c);
      }
    }
    return lines;
  }
}

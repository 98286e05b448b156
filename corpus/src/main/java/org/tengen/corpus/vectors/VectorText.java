package org.tengen.corpus.vectors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.CorpusException;

/** The text format: a line a word, numbers in decimal. */
final class VectorText {
  /** Characters of a word, and of a number with the space before it, at most. */
  private static final int LONGEST_WORD = 10_000;

  private static final int LONGEST_NUMBER = 32;

  private final String where;

  VectorText(String where) {
    this.where = where;
  }

  WordVectors read(InputStream in) throws IOException {
    VectorLines lines = new VectorLines(in, where);
    try {
      String first = lines.next(VectorHeader.LONGEST);
      VectorHeader header = VectorHeader.parse(first == null ? "" : first, where);
      int longest = LONGEST_WORD + LONGEST_NUMBER * header.width();
      List<String> words = new ArrayList<>();
      List<float[]> vectors = new ArrayList<>();
      Set<String> seen = new HashSet<>();
      for (int word = 0; word < header.words(); word++) {
        String line = lines.next(longest);
        if (line == null) {
          throw new CorpusException(
              "vectors=%s: ends after line %d; expected %d words, there are %d"
                  .formatted(where, lines.number(), header.words(), word));
        }
        int space = Math.max(0, line.indexOf(' '));
        words.add(word(line.substring(0, space), lines.number(), seen));
        vectors.add(vector(line.substring(space).strip(), lines.number(), header.width()));
      }
      requireEnd(lines, longest, header);
      return new WordVectors(header.width(), words, vectors);
    } catch (CharacterCodingException e) {
      throw new CorpusException(
          "vectors=%s: is not UTF-8 behind line %d; expected word2vec's text format"
              .formatted(where, lines.number()),
          e);
    }
  }

  private void requireEnd(VectorLines lines, int longest, VectorHeader header) throws IOException {
    for (String line = lines.next(longest); line != null; line = lines.next(longest)) {
      if (!line.isBlank()) {
        throw new CorpusException(
            "vectors=%s: line %d is one more than the %d words that line 1 tells of"
                .formatted(where, lines.number(), header.words()));
      }
    }
  }

  private String word(String word, long number, Set<String> seen) {
    if (word.isEmpty() || !seen.add(word)) {
      throw new CorpusException(
          "vectors=%s: line %d starts with the word '%s'; expected a word that was not there before"
              .formatted(where, number, word));
    }
    return word;
  }

  private float[] vector(String text, long number, int width) {
    String[] parts = text.split(" ", -1);
    if (parts.length != width) {
      throw new CorpusException(
          "vectors=%s: line %d has %d numbers; expected %d"
              .formatted(where, number, text.isEmpty() ? 0 : parts.length, width));
    }
    float[] vector = new float[width];
    for (int i = 0; i < width; i++) {
      vector[i] = number(parts[i], i, number);
    }
    return vector;
  }

  private float number(String text, int column, long line) {
    try {
      float value = Float.parseFloat(text);
      if (Float.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrong(text, column, line, e);
    }
    throw wrong(text, column, line, null);
  }

  private CorpusException wrong(String text, int column, long line, @Nullable Exception cause) {
    String message =
        "vectors=%s: line %d, number %d is '%s'; expected a finite number"
            .formatted(where, line, column + 1, text);
    return cause == null ? new CorpusException(message) : new CorpusException(message, cause);
  }
}

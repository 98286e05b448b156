package org.tengen.corpus.vectors;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.CorpusException;

/**
 * The lines of a text, none longer than it may be and each with its end: a last one without it is
 * of a file that was cut short. Not safe for use by several threads.
 */
final class VectorLines {
  private final Reader in;
  private final String where;
  private final char[] buffer = new char[1 << 16];
  private int from;
  private int to;
  private long number;

  VectorLines(InputStream in, String where) {
    this.in = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
    this.where = where;
  }

  /** Of the line that was read last, from 1. */
  long number() {
    return number;
  }

  /**
   * The next line without its end; null behind the last.
   *
   * @param longest characters that it may have
   * @throws CorpusException if it has more, or no end; names the line
   */
  @Nullable String next(int longest) throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      line.append(buffer, from, end - from);
      if (line.length() > longest) {
        throw new CorpusException(
            "vectors=%s: line %d has more than %d characters; expected word2vec's text format"
                .formatted(where, number + 1, longest));
      }
      if (end < to) {
        from = end + 1;
        number++;
        int last = line.length() - 1;
        return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
      }
      if (!fill()) {
        return ended(line);
      }
    }
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(buffer));
    return to > 0;
  }

  private @Nullable String ended(StringBuilder line) {
    if (line.length() > 0) {
      throw new CorpusException(
          "vectors=%s: line %d has no end, as in a file that is cut short; expected the whole file"
              .formatted(where, number + 1));
    }
    return null;
  }
}

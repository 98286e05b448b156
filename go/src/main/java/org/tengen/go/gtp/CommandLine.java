package org.tengen.go.gtp;

import java.util.ArrayList;
import java.util.List;

/**
 * A command line cut into words as a shell would: at spaces, but not within single or double
 * quotes. Nothing else has a meaning, so that nothing else happens.
 */
final class CommandLine {
  private CommandLine() {}

  /**
   * The words, at least one.
   *
   * @throws EngineException if there is none, or a quote has no end
   */
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
        inWord = true;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (inWord) {
      words.add(word.toString());
    }
    if (quote != 0 || words.isEmpty()) {
      throw new EngineException(
          "engine=" + line + ": expected a command line, e.g. gnugo --mode gtp");
    }
    return words;
  }
}

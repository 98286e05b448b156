package org.tengen.corpus.wordnet;

import java.util.ArrayList;
import java.util.List;

/** The sentences of a line of WordNet's data files. */
final class Gloss {
  private static final String START = "| ";

  private Gloss() {}

  /**
   * What the gloss of {@code synset} says, in its order: each definition, and each example.
   *
   * <p>Parts end at a {@code ;} that stands outside double quotes. An example is a part that is
   * quoted as a whole, and comes without its quotes; other quotes stay. A line without a gloss (the
   * licence at the head of each file) has no sentence.
   */
  static List<String> sentences(String synset) {
    int start = synset.indexOf(START);
    List<String> sentences = new ArrayList<>();
    if (start < 0) {
      return sentences;
    }
    boolean quoted = false;
    int part = start + START.length();
    for (int i = part; i <= synset.length(); i++) {
      boolean end = i == synset.length() || (synset.charAt(i) == ';' && !quoted);
      if (end) {
        add(sentences, synset.substring(part, i).strip());
        part = i + 1;
      } else if (synset.charAt(i) == '"') {
        quoted = !quoted;
      }
    }
    return sentences;
  }

  private static void add(List<String> sentences, String part) {
    boolean example = part.length() > 1 && part.indexOf('"', 1) == part.length() - 1;
    String sentence =
        example && part.startsWith("\"") ? part.substring(1, part.length() - 1).strip() : part;
    if (!sentence.isBlank()) {
      sentences.add(sentence);
    }
  }
}

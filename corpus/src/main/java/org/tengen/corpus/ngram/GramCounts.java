package org.tengen.corpus.ngram;

import org.tengen.corpus.partition.Tokens;
import org.tengen.corpus.vocabulary.Vocabulary;

/**
 * Kneser-Ney's counts of all n-grams up to an order, taken in one pass.
 *
 * <p>A sentence is counted with one {@link Vocabulary#BEGIN} before it. The longest n-grams, and
 * those that start with the begin, have the number of times they were seen: nothing stands before
 * them. Every other has the number of different words seen before it. The begin itself has none.
 */
final class GramCounts {
  /** By length; the first is not used. */
  private final GramTable[] tables;

  private final int begin;

  GramCounts(int order) {
    tables = new GramTable[order + 1];
    for (int length = 1; length <= order; length++) {
      tables[length] = new GramTable();
    }
    begin = tables[1].findOrAdd(0, Vocabulary.BEGIN);
  }

  int order() {
    return tables.length - 1;
  }

  GramTable table(int length) {
    return tables[length];
  }

  /** The number of prefixes that n-grams of this length may have. */
  int prefixes(int length) {
    return length == 1 ? 1 : tables[length - 1].size();
  }

  void add(Tokens tokens) {
    int[] endingHere = new int[tables.length];
    int known = 0;
    for (long position = 0; position < tokens.size(); position++) {
      if (known == 0) {
        endingHere[1] = begin;
        known = 1;
      }
      int token = tokens.at(position);
      known = Math.min(known + 1, order());
      step(endingHere, known, token);
      if (token == Vocabulary.END) {
        known = 0;
      }
    }
  }

  /**
   * Counts the n-grams that end in {@code token}.
   *
   * @param ending in: those that end one token before, by length; out: those that end here
   * @param longest the length of the longest of them: it is of full order or starts with the begin
   */
  private void step(int[] ending, int longest, int token) {
    boolean longerIsNew = false;
    for (int length = longest; length >= 1; length--) {
      GramTable table = tables[length];
      int sizeBefore = table.size();
      int gram = table.findOrAdd(length == 1 ? 0 : ending[length - 1], token);
      if (length == longest || longerIsNew) {
        table.increment(gram);
      }
      longerIsNew = table.size() > sizeBefore;
      ending[length] = gram;
    }
  }

  /** The number of the n-gram {@code words[from]} to {@code words[to - 1]} by its length, or -1. */
  int find(int[] words, int from, int to) {
    int gram = 0;
    for (int at = from; at < to && gram >= 0; at++) {
      gram = tables[at - from + 1].find(gram, words[at]);
    }
    return gram;
  }
}

package org.tengen.corpus.ngram;

import org.tengen.corpus.CorpusException;
import org.tengen.corpus.partition.Tokens;
import org.tengen.corpus.vocabulary.Vocabulary;

/**
 * An interpolated modified Kneser-Ney model (Chen and Goodman 1999, An empirical study of smoothing
 * techniques for language modeling).
 *
 * <p>In the order's longest context and in each shorter one, a word's count less a discount is its
 * own share, and what the discounts add up to is spread as the next shorter context says; below the
 * empty context stands the uniform distribution. Shorter contexts count in how many different
 * places an n-gram was seen, not how often. There are three discounts for each length, fitted to
 * the counts. The unknown token and the end of a sentence are words like any other.
 *
 * <p>Nothing changes a model: it may be used by many threads. Memory: some 25 bytes for each
 * distinct n-gram of each length; a 5-gram model of two million tokens takes about 200 MB.
 */
public final class KneserNey implements LanguageModel {
  private final GramCounts counts;
  private final int targets;
  private final Discounts[] discounts;

  /** By length of n-gram, then by prefix: the sum of the counts. */
  private final int[][] totals;

  /** By length of n-gram, then by prefix: the sum of the discounts. */
  private final double[][] taken;

  private KneserNey(GramCounts counts, int vocabularySize) {
    int lengths = counts.order() + 1;
    this.counts = counts;
    this.targets = vocabularySize - 1;
    this.discounts = new Discounts[lengths];
    this.totals = new int[lengths][0];
    this.taken = new double[lengths][0];
    for (int length = 1; length < lengths; length++) {
      sumUp(length);
    }
  }

  /**
   * Trains a model.
   *
   * @param order the longest n-gram: one more than the words of context
   * @param vocabularySize every token is below it
   * @param texts the training text in any number of parts, in any order
   */
  public static KneserNey train(int order, int vocabularySize, Iterable<? extends Tokens> texts) {
    if (order < 1) {
      throw new CorpusException("order=" + order + ": expected 1 or more, e.g. 5");
    }
    GramCounts counts = new GramCounts(order);
    texts.forEach(counts::add);
    return new KneserNey(counts, vocabularySize);
  }

  private void sumUp(int length) {
    GramTable table = counts.table(length);
    Discounts discount = Discounts.of(table);
    int[] total = new int[counts.prefixes(length)];
    double[] off = new double[total.length];
    for (int gram = 0; gram < table.size(); gram++) {
      int count = table.count(gram);
      int prefix = table.prefix(gram);
      total[prefix] = Math.addExact(total[prefix], count);
      off[prefix] += discount.of(count);
    }
    discounts[length] = discount;
    totals[length] = total;
    taken[length] = off;
  }

  @Override
  public double probability(int[] contexts, int from, int to, int target) {
    if (target == Vocabulary.BEGIN) {
      return 0;
    }
    int longest = Math.min(to - from + 1, counts.order());
    double probability = 1.0 / targets;
    for (int length = 1; length <= longest; length++) {
      int prefix = counts.find(contexts, to - length + 1, to);
      if (prefix < 0 || totals[length][prefix] == 0) {
        return probability; // nor was a longer context seen, or it has two begins
      }
      GramTable table = counts.table(length);
      int gram = table.find(prefix, target);
      int count = gram < 0 ? 0 : table.count(gram);
      double own = count - discounts[length].of(count);
      probability = (own + taken[length][prefix] * probability) / totals[length][prefix];
    }
    return probability;
  }
}

package org.tengen.models.word2vec;

/**
 * Which occurrences of frequent words are left out of the text (Mikolov et al. 2013, section 2.3),
 * by gensim's formula: one of a word that makes up the share f stays with the chance (sqrt(f / s) +
 * 1) s / f, where s is {@code sample}.
 */
final class Thinning {
  private static final long ALWAYS = 1L << 32;

  /** By word: the chance of staying, in units of 2^-32. */
  private final long[] chances;

  Thinning(WordCounts words, double sample) {
    chances = new long[words.size()];
    for (int word = 0; word < chances.length; word++) {
      double share = (double) words.count(word) / words.total();
      double chance = sample == 0 ? 1 : (Math.sqrt(share / sample) + 1) * sample / share;
      chances[word] = chance >= 1 ? ALWAYS : (long) (chance * ALWAYS);
    }
  }

  boolean keeps(int word, RandomStream random) {
    long chance = chances[word];
    return chance == ALWAYS || (random.next() >>> 32) < chance;
  }
}

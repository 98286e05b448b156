package org.tengen.bench.words;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.tengen.corpus.partition.Tokens;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.models.word2vec.WordCounts;

/**
 * A made-up text by lane, in sentences of 20 words. Every word of the vocabulary occurs once, in
 * some lane and in no order, between words that are drawn by about one over their rank.
 */
record Zipf(int[][] lanes, long[] counted) {
  private static final int SENTENCE = 20;

  /** About {@code tokens} words, and never fewer than two for each of the vocabulary. */
  static Zipf of(int words, long tokens, int lanes, long seed) {
    int[] order = new int[words];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < words; i++) {
      int place = random.nextInt(i + 1);
      order[i] = order[place];
      order[place] = i;
    }
    long[] counts = new long[words];
    int[][] texts = new int[lanes][];
    int each = Math.toIntExact(Math.max(tokens, 2L * words) / lanes);
    for (int lane = 0; lane < lanes; lane++) {
      int from = (int) ((long) words * lane / lanes);
      int to = (int) ((long) words * (lane + 1) / lanes);
      texts[lane] = text(order, from, to, each, counts, random.split());
    }
    return new Zipf(texts, counts);
  }

  private static int[] text(
      int[] order, int from, int to, int tokens, long[] counts, SplittableRandom random) {
    int[] text = new int[tokens + tokens / SENTENCE + 1];
    int size = 0;
    int next = from;
    for (int i = 0; i < tokens; i++) {
      boolean due = (long) (next - from) * tokens < (long) (to - from) * (i + 1);
      int word = due && next < to ? order[next++] : drawn(order.length, random);
      counts[word]++;
      text[size++] = Vocabulary.SPECIALS + word;
      if (i % SENTENCE == SENTENCE - 1) {
        text[size++] = Vocabulary.END;
      }
    }
    return Arrays.copyOf(text, size);
  }

  /** Rank r from 0 by about 1 / (r + 1). */
  private static int drawn(int words, SplittableRandom random) {
    int rank = (int) Math.pow(words + 1.0, random.nextDouble()) - 1;
    return Math.min(rank, words - 1);
  }

  WordCounts counts() {
    return WordCounts.of(counted);
  }

  Tokens text(int lane) {
    return Tokens.of(lanes[lane]);
  }
}

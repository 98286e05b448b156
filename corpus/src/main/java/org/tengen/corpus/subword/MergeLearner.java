package org.tengen.corpus.subword;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.vocabulary.WordCount;

/**
 * Learns which pairs of pieces to merge: the most frequent pair becomes one piece, again and again.
 * Of pairs that are equally frequent the greatest goes first, by code point, left piece before
 * right: subword-nmt's order, so that both learn the same from the same words.
 *
 * <p>Counts are kept by pair with the words that have it, so that a merge costs what it changes.
 * Memory: the words as pieces, and an entry for each pair and word. Used by one thread, once.
 */
public final class MergeLearner {
  /** A pair that is rarer is not merged. */
  public static final long LEAST_COUNT = 2;

  private final List<String> pieces = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<int[]> words = new ArrayList<>();
  private final List<Long> counts = new ArrayList<>();
  private final Map<Long, Pair> pairs = new HashMap<>();

  /** Never less urgent than the pairs are: a pair whose count fell is put right when it is met. */
  private final PriorityQueue<Claim> queue = new PriorityQueue<>(this::mostUrgentFirst);

  /** A pair of pieces next to each other: how often, and in which words it may be. */
  private static final class Pair {
    private long count;
    private int[] words = new int[2];
    private int size;

    void in(int word) {
      if (size > 0 && words[size - 1] == word) {
        return;
      }
      if (size == words.length) {
        words = Arrays.copyOf(words, size * 2);
      }
      words[size++] = word;
    }
  }

  /** A pair with the count that it had when it was put in the queue. */
  private record Claim(long key, long count) {
    int left() {
      return (int) (key >>> Integer.SIZE);
    }

    int right() {
      return (int) key;
    }
  }

  private MergeLearner() {}

  /**
   * The merges of some counted words, each of them there once, in whatever order.
   *
   * @param most how many merges at the most
   */
  public static Merges learn(Iterable<WordCount> words, int most) {
    MergeLearner learner = new MergeLearner();
    words.forEach(learner::add);
    learner.pairs.forEach((key, pair) -> learner.queue.add(new Claim(key, pair.count)));
    List<String> learned = new ArrayList<>();
    for (Claim next = learner.poll(); next != null; next = learner.poll()) {
      if (learned.size() == most || next.count < LEAST_COUNT) {
        break;
      }
      learned.add(learner.pieces.get(next.left()) + " " + learner.pieces.get(next.right()));
      learner.merge(next);
    }
    return Merges.ofPairs(learned);
  }

  private void add(WordCount counted) {
    int[] points = counted.word().codePoints().toArray();
    if (points.length < 2) {
      return;
    }
    int[] word = new int[points.length];
    for (int i = 0; i < points.length; i++) {
      String piece = Character.toString(points[i]);
      word[i] = number(i == points.length - 1 ? piece + Merges.WORD_END : piece);
    }
    words.add(word);
    counts.add(counted.count());
    for (int i = 0; i + 1 < word.length; i++) {
      count(Merges.key(word[i], word[i + 1]), words.size() - 1);
    }
  }

  private int number(String piece) {
    return ids.computeIfAbsent(
        piece,
        any -> {
          pieces.add(piece);
          return pieces.size() - 1;
        });
  }

  private void count(long key, int word) {
    Pair pair = pairs.computeIfAbsent(key, any -> new Pair());
    pair.count += counts.get(word);
    pair.in(word);
  }

  private void discount(long key, int word) {
    Pair pair = pairs.get(key);
    if (pair != null) { // the pair that is merged is gone already
      pair.count -= counts.get(word);
    }
  }

  private @Nullable Claim poll() {
    while (!queue.isEmpty()) {
      Claim claim = queue.remove();
      Pair pair = pairs.get(claim.key);
      if (pair == null) {
        continue;
      }
      if (pair.count == claim.count) {
        return claim;
      }
      if (pair.count == 0) {
        pairs.remove(claim.key);
      } else if (pair.count < claim.count) {
        queue.add(new Claim(claim.key, pair.count));
      }
    }
    return null;
  }

  private void merge(Claim claim) {
    int merged = number(pieces.get(claim.left()) + pieces.get(claim.right()));
    Pair pair = requireNonNull(pairs.remove(claim.key));
    Set<Long> raised = new HashSet<>();
    for (int i = 0; i < pair.size; i++) {
      mergeIn(pair.words[i], claim, merged, raised);
    }
    for (long key : raised) {
      queue.add(new Claim(key, requireNonNull(pairs.get(key)).count));
    }
  }

  /** Merges the pair in one word, from the left, and puts the counts of its neighbours right. */
  private void mergeIn(int word, Claim claim, int merged, Set<Long> raised) {
    int[] before = words.get(word);
    int[] after = new int[before.length];
    BitSet fresh = new BitSet();
    int size = 0;
    int touched = -1; // the last piece of the old word that is in a merge
    for (int i = 0; i < before.length; i++, size++) {
      if (!isAt(before, i, claim)) {
        after[size] = before[i];
        continue;
      }
      if (i > 0 && touched < i - 1) {
        discount(Merges.key(before[i - 1], before[i]), word);
      }
      if (i + 2 < before.length) {
        discount(Merges.key(before[i + 1], before[i + 2]), word);
      }
      after[size] = merged;
      fresh.set(size);
      touched = ++i;
    }
    if (size < before.length) {
      words.set(word, Arrays.copyOf(after, size));
      raise(word, fresh, raised);
    }
  }

  private static boolean isAt(int[] word, int at, Claim claim) {
    return at + 1 < word.length && word[at] == claim.left() && word[at + 1] == claim.right();
  }

  private void raise(int word, BitSet fresh, Set<Long> raised) {
    int[] now = words.get(word);
    for (int i = 0; i + 1 < now.length; i++) {
      if (fresh.get(i) || fresh.get(i + 1)) {
        long key = Merges.key(now[i], now[i + 1]);
        count(key, word);
        raised.add(key);
      }
    }
  }

  private int mostUrgentFirst(Claim a, Claim b) {
    if (a.count != b.count) {
      return Long.compare(b.count, a.count);
    }
    int left = byCodePoint(pieces.get(b.left()), pieces.get(a.left()));
    return left != 0 ? left : byCodePoint(pieces.get(b.right()), pieces.get(a.right()));
  }

  /** UTF-16 puts what is beyond the first plane before its last letters. */
  private static int byCodePoint(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      if (a.charAt(i) != b.charAt(i)) {
        return Integer.compare(a.codePointAt(i), b.codePointAt(i));
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}

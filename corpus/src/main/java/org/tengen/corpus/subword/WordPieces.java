package org.tengen.corpus.subword;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * One word on its way from code points to pieces: a linked list of pieces, and a queue of the pairs
 * that may merge.
 */
final class WordPieces {
  private final String word;
  private final Merges merges;

  /** By piece: its id, its first UTF-16 unit, and its neighbours; a piece that is gone has GONE. */
  private final int[] ids;

  private final int[] starts;
  private final int[] before;
  private final int[] after;
  private final int size;

  /** A pair's rank and, below it, its left piece: the most urgent first, then from the left. */
  private final PriorityQueue<Long> pairs = new PriorityQueue<>();

  private static final int GONE = -2;

  WordPieces(String word, Merges merges) {
    this.word = word;
    this.merges = merges;
    this.size = word.codePointCount(0, word.length());
    this.ids = new int[size];
    this.starts = new int[size];
    this.before = new int[size];
    this.after = new int[size];
    for (int i = 0, at = 0; i < size; i++) {
      int end = at + Character.charCount(word.codePointAt(at));
      String piece = word.substring(at, end);
      ids[i] = merges.id(i == size - 1 ? piece + Merges.WORD_END : piece);
      starts[i] = at;
      before[i] = i - 1;
      after[i] = i + 1;
      at = end;
    }
  }

  /** The pieces, each but the last with the joiner behind it. */
  List<String> cut() {
    for (int i = 0; i + 1 < size; i++) {
      offer(i);
    }
    List<Integer> merging = new ArrayList<>();
    while (!pairs.isEmpty()) {
      int rank = rank(pairs.element());
      merging.clear();
      while (!pairs.isEmpty() && rank(pairs.element()) == rank) {
        merging.add(pairs.remove().intValue());
      }
      for (int left : merging) {
        merge(left, rank);
      }
    }
    return texts();
  }

  private static int rank(long pair) {
    return (int) (pair >>> Integer.SIZE);
  }

  private void offer(int left) {
    if (left >= 0 && after[left] < size) {
      int rank = merges.rank(ids[left], ids[after[left]]);
      if (rank != Merges.NONE) {
        pairs.add(Merges.key(rank, left));
      }
    }
  }

  /** Merges the pair at {@code left}, if it is still the one that was offered. */
  private void merge(int left, int rank) {
    int right = after[left];
    if (ids[left] == GONE || right >= size || merges.rank(ids[left], ids[right]) != rank) {
      return;
    }
    ids[left] = merges.merged(rank);
    ids[right] = GONE;
    after[left] = after[right];
    if (after[left] < size) {
      before[after[left]] = left;
    }
    offer(before[left]);
    offer(left);
  }

  private List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (int piece = 0; piece < size; piece = after[piece]) {
      boolean last = after[piece] >= size;
      int end = last ? word.length() : starts[after[piece]];
      String text = word.substring(starts[piece], end);
      texts.add(last ? text : text + SubwordTokenizer.JOINER);
    }
    return texts;
  }
}

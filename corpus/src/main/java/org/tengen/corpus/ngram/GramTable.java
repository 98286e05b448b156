package org.tengen.corpus.ngram;

import java.util.Arrays;
import org.tengen.corpus.seed.Seeds;

/**
 * The distinct n-grams of one length, numbered from 0 as they were first seen, with a count each.
 *
 * <p>An n-gram is its first n-1 words, as their number in the table of the next shorter length, and
 * its last word. Open addressing with linear probing: about 20 bytes an n-gram.
 */
final class GramTable {
  private long[] keys = new long[1024];
  private int[] counts = new int[1024];
  private int size;

  /** Number + 1 of the n-gram in each slot, 0 where there is none; a power of two of them. */
  private int[] slots = new int[2048];

  int size() {
    return size;
  }

  /** The number of the n-gram, or -1. */
  int find(int prefix, int word) {
    return slots[slot(key(prefix, word))] - 1;
  }

  /** The number of the n-gram, a new one when it was not seen before. */
  int findOrAdd(int prefix, int word) {
    long key = key(prefix, word);
    int slot = slot(key);
    if (slots[slot] == 0) {
      if (size == keys.length) {
        grow();
        slot = slot(key);
      }
      keys[size] = key;
      slots[slot] = ++size;
    }
    return slots[slot] - 1;
  }

  void increment(int gram) {
    counts[gram] = Math.incrementExact(counts[gram]);
  }

  int count(int gram) {
    return counts[gram];
  }

  /** The number of its first n-1 words in the table of the next shorter length. */
  int prefix(int gram) {
    return (int) (keys[gram] >>> Integer.SIZE);
  }

  private static long key(int prefix, int word) {
    return ((long) prefix << Integer.SIZE) | word;
  }

  /** Where the key is, or would go. */
  private int slot(long key) {
    int mask = slots.length - 1;
    int slot = (int) Seeds.mix(key) & mask;
    while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int capacity = Math.multiplyExact(keys.length, 2);
    keys = Arrays.copyOf(keys, capacity);
    counts = Arrays.copyOf(counts, capacity);
    slots = new int[Math.multiplyExact(capacity, 2)];
    for (int gram = 0; gram < size; gram++) {
      slots[slot(keys[gram])] = gram + 1;
    }
  }
}

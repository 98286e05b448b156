package org.tengen.models.word2vec;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The words as leaves of a binary tree, frequent ones near its root (Huffman 1952): what
 * hierarchical softmax (Morin and Bengio 2005) decides at. With V words there are V - 1 inner
 * nodes, which are rows of the output table; the root is row V - 2.
 */
final class HuffmanTree {
  private static final int NONE = -1;

  private final int[] starts;
  private final int[] steps;

  HuffmanTree(WordCounts words) {
    int leaves = words.size();
    int[] parents = new int[2 * leaves - 1];
    boolean[] second = new boolean[parents.length];
    merge(words, parents, second);
    starts = new int[leaves + 1];
    int[] path = new int[leaves];
    int[] all = new int[16 * leaves];
    for (int word = 0; word < leaves; word++) {
      int length = 0;
      for (int node = word; parents[node] != NONE; node = parents[node]) {
        int inner = parents[node] - leaves;
        path[length++] = second[node] ? inner : ~inner;
      }
      int from = starts[word];
      if (from + length > all.length) {
        all = Arrays.copyOf(all, Math.max(2 * all.length, from + length));
      }
      for (int i = 0; i < length; i++) {
        all[from + i] = path[length - 1 - i];
      }
      starts[word + 1] = from + length;
    }
    steps = Arrays.copyOf(all, starts[leaves]);
  }

  /** Joins the two least frequent nodes until one is left; equal ones in order of their number. */
  private static void merge(WordCounts words, int[] parents, boolean[] second) {
    record Node(int number, long count) {}
    PriorityQueue<Node> open =
        new PriorityQueue<>(Comparator.comparingLong(Node::count).thenComparingInt(Node::number));
    for (int word = 0; word < words.size(); word++) {
      open.add(new Node(word, words.count(word)));
    }
    for (int node = words.size(); node < parents.length; node++) {
      Node least = open.remove();
      Node next = open.remove();
      parents[least.number] = node;
      parents[next.number] = node;
      second[next.number] = true;
      open.add(new Node(node, least.count + next.count));
    }
    parents[parents.length - 1] = NONE;
  }

  /** How many decisions lead to a word. */
  int depth(int word) {
    return starts[word + 1] - starts[word];
  }

  /**
   * Decision {@code step} on the way from the root to a word: the row of the inner node, or {@code
   * ~row} where the answer is yes (label 1).
   */
  int step(int word, int step) {
    return steps[starts[word] + step];
  }

  /** The most decisions that lead to any word. */
  int deepest() {
    int deepest = 0;
    for (int word = 0; word + 1 < starts.length; word++) {
      deepest = Math.max(deepest, depth(word));
    }
    return deepest;
  }
}

package org.tengen.corpus.deal;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How many records of each length a part of a corpus has, lengths being put in classes: exact to 32
 * tokens, then 16 classes to each doubling, so that the longest of a class has at most a sixteenth
 * more than the shortest. A few hundred numbers at the most, however long the text.
 */
public final class LengthCounts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int EXACT_LOG2 = 5;
  private static final int STEPS_LOG2 = EXACT_LOG2 - 1;

  private final TreeMap<Integer, Long> records = new TreeMap<>();

  /** The class of records of so many tokens: 0 for none, and a greater one for more. */
  public static int lengthClass(int tokens) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(tokens);
    int dropped = Math.max(0, bits - EXACT_LOG2);
    return (dropped << STEPS_LOG2) + (tokens >>> dropped);
  }

  /** Takes note of one record. */
  public void add(int tokens) {
    records.merge(lengthClass(tokens), 1L, Long::sum);
  }

  /** Takes note of all that {@code other} has. */
  public void add(LengthCounts other) {
    other.records.forEach((type, count) -> records.merge(type, count, Long::sum));
  }

  /** How many records there are. */
  public long total() {
    return records.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many records have a token. */
  public long notEmpty() {
    return total() - records.getOrDefault(0, 0L);
  }

  /**
   * Where the records of each part stand when all are in order: the longest class first, and within
   * a class as in the corpus.
   *
   * @param parts of the corpus, in its order
   * @return by part: the rank of its first record of each class that it has
   */
  public static List<NavigableMap<Integer, Long>> ranks(List<LengthCounts> parts) {
    TreeMap<Integer, Long> next = new TreeMap<>();
    parts.forEach(
        part -> part.records.forEach((type, count) -> next.merge(type, count, Long::sum)));
    long before = 0;
    for (Map.Entry<Integer, Long> type : next.descendingMap().entrySet()) {
      long count = type.getValue();
      type.setValue(before);
      before += count;
    }
    List<NavigableMap<Integer, Long>> ranks = new ArrayList<>();
    for (LengthCounts part : parts) {
      TreeMap<Integer, Long> own = new TreeMap<>();
      part.records.forEach(
          (type, count) -> own.put(type, next.merge(type, count, Long::sum) - count));
      ranks.add(own);
    }
    return ranks;
  }
}

package org.tengen.corpus.subword;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tengen.corpus.CorpusException;

/**
 * Pairs of pieces that become one piece, the most urgent first.
 *
 * <p>As text it is what subword-nmt writes: a line {@code #version: 0.2}, then two pieces a line
 * with a space between them. A piece at the end of a word ends in {@code </w>}.
 *
 * <p>Nothing changes it: it may be used by many threads.
 */
public final class Merges implements Serializable {
  /** What ends the last piece of a word. */
  static final String WORD_END = "</w>";

  /** The id of a piece that is in no pair. */
  static final int NONE = -1;

  private static final long serialVersionUID = 1L;
  private static final String HEAD = "#version: 0.2";

  private final String text;
  private final transient Map<String, Integer> ids = new HashMap<>();
  private final transient Map<Long, Integer> ranks = new HashMap<>();

  /** By rank, what the pair becomes. */
  private final transient int[] merged;

  private Merges(String text, List<String> pairs) {
    this.text = text;
    this.merged = new int[pairs.size()];
    for (int rank = 0; rank < merged.length; rank++) {
      String pair = pairs.get(rank);
      int space = pair.indexOf(' ');
      String left = pair.substring(0, space);
      String right = pair.substring(space + 1);
      ranks.putIfAbsent(key(number(left), number(right)), rank);
      merged[rank] = number(left + right);
    }
  }

  private int number(String piece) {
    return ids.computeIfAbsent(piece, any -> ids.size());
  }

  /** These pairs, each two pieces with a space between them. */
  static Merges ofPairs(List<String> pairs) {
    return new Merges(
        HEAD + "\n" + String.join("\n", pairs) + (pairs.isEmpty() ? "" : "\n"), pairs);
  }

  /**
   * Reads a file's text.
   *
   * @param where the file's name, for the error
   * @throws CorpusException if it is not a file of merges; names the line
   */
  public static Merges parse(String text, String where) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).strip().equals(HEAD)) {
      throw new CorpusException(
          "merges=%s: starts with '%s'; expected the line %s, as subword-nmt writes it"
              .formatted(where, lines.isEmpty() ? "" : abbreviated(lines.get(0)), HEAD));
    }
    List<String> pairs = lines.subList(1, lines.size()).stream().map(Merges::stripped).toList();
    for (int i = 0; i < pairs.size(); i++) {
      if (!isPair(pairs.get(i))) {
        throw new CorpusException(
            "merges=%s: line %d is '%s'; expected two pieces with a space between them"
                .formatted(where, i + 2, abbreviated(pairs.get(i))));
      }
    }
    return new Merges(text, pairs);
  }

  private static boolean isPair(String line) {
    int space = line.indexOf(' ');
    return space > 0 && space < line.length() - 1 && line.indexOf(' ', space + 1) < 0;
  }

  /** Of spaces alone: other white space may be in a piece. */
  private static String stripped(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\r')) {
      end--;
    }
    return line.substring(0, end);
  }

  private static String abbreviated(String line) {
    return line.length() <= 60 ? line : line.substring(0, 57) + "...";
  }

  private Object readResolve() {
    return parse(text, "moved");
  }

  /** How many pairs there are. */
  public int size() {
    return merged.length;
  }

  /** The file's text. */
  public String text() {
    return text;
  }

  /** The id of a piece, {@link #NONE} when no pair has it. */
  int id(String piece) {
    Integer id = ids.get(piece);
    return id == null ? NONE : id;
  }

  /** How urgent the pair is, 0 being the first to merge; {@link #NONE} when it never merges. */
  int rank(int left, int right) {
    if (left == NONE || right == NONE) {
      return NONE;
    }
    Integer rank = ranks.get(key(left, right));
    return rank == null ? NONE : rank;
  }

  /** What the pair of a rank becomes. */
  int merged(int rank) {
    return merged[rank];
  }

  static long key(int left, int right) {
    return (long) left << Integer.SIZE | right;
  }
}

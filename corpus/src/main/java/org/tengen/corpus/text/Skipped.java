package org.tengen.corpus.text;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The records that were left out because they could not be used: how many of each kind, and where
 * the first of them is. Not safe for use by several threads.
 */
public final class Skipped implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Why a record cannot be used: one of a fixed list. */
  public interface Reason extends Serializable {
    /** As in "3 not UTF-8". */
    String words();

    /** Its place in the list, from 0. */
    int place();
  }

  /** Why a record of a text cannot be used. */
  public enum Kind implements Reason {
    /** A line of more than {@link RecordReader#LONGEST_LINE} bytes. */
    TOO_LONG("too long"),
    /** Bytes that are not UTF-8. */
    NOT_UTF8("not UTF-8"),
    /** A line that does not parse as one JSON object. */
    NOT_JSON("not JSON"),
    /** A JSON object or a row of a table without a text where the record should be. */
    NO_FIELD("without the field"),
    /** The end of a gzip file that is cut short: a line, or an unknown number of them. */
    CUT_SHORT("lost at the end of a cut gzip file");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    @Override
    public String words() {
      return words;
    }

    @Override
    public int place() {
      return List.of(values()).indexOf(this);
    }
  }

  /**
   * Those of one kind.
   *
   * @param first the file and the place in it, as a person would write them
   */
  public record Count(long records, String first) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private final HashMap<Reason, Count> counts = new HashMap<>();

  /** One more, behind all others in the corpus. */
  public void add(Reason why, String place) {
    add(why, new Count(1, place));
  }

  /** Some more of one kind, behind all others in the corpus. */
  public void add(Reason why, Count more) {
    counts.merge(why, more, Skipped::both);
  }

  /** Adds those of {@code later}, which come after these in the corpus. */
  public void add(Skipped later) {
    later.counts.forEach(this::add);
  }

  private static Count both(Count earlier, Count later) {
    return new Count(earlier.records + later.records, earlier.first);
  }

  /** By kind, in the order of the list; a kind that did not occur is not there. */
  public Map<Reason, Count> counts() {
    Map<Reason, Count> ordered = new LinkedHashMap<>();
    counts.keySet().stream()
        .sorted(Comparator.comparingInt(Reason::place))
        .forEach(why -> ordered.put(why, counts.get(why)));
    return ordered;
  }

  /** Was nothing left out? */
  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /** All of it in one line, as in "3 not UTF-8 (first: /data/b.txt, line 2, byte 7)". */
  @Override
  public String toString() {
    List<String> kinds = new ArrayList<>();
    counts()
        .forEach(
            (kind, count) ->
                kinds.add(
                    String.format(
                        Locale.ROOT,
                        "%,d %s (first: %s)",
                        count.records,
                        kind.words(),
                        count.first)));
    return String.join(", ", kinds);
  }
}

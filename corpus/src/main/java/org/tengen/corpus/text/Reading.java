package org.tengen.corpus.text;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How files become records.
 *
 * @param format of every file; null when its name tells it
 * @param field the JSON field or the table's column that has the text
 * @param onBad what becomes of a record that cannot be used
 * @param longest UTF-16 units of a record: a longer text is cut into several, as {@link Pieces}
 *     says
 */
public record Reading(@Nullable Format format, String field, OnBadRecord onBad, int longest)
    implements Serializable {
  /** What a run does that was told nothing. */
  public static final Reading USUAL = new Reading(null, "text", OnBadRecord.STOP);

  private static final long serialVersionUID = 1L;

  public Reading {
    if (longest < 2) {
      throw new IllegalArgumentException(
          "records of at most " + longest + " UTF-16 units: expected 2 or more");
    }
  }

  /** In which a text is one record, however long. */
  public Reading(@Nullable Format format, String field, OnBadRecord onBad) {
    this(format, field, onBad, Integer.MAX_VALUE);
  }

  /** The same, in which a longer text is cut into several records. */
  public Reading cutAt(int units) {
    return new Reading(format, field, onBad, units);
  }

  Format of(TextFile file) {
    return format == null ? Format.of(file.name()) : format;
  }
}

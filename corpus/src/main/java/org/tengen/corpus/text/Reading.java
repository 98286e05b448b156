package org.tengen.corpus.text;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How files become records.
 *
 * @param format of every file; null when its name tells it
 * @param field the JSON field or the table's column that has the text
 * @param onBad what becomes of a record that cannot be used
 */
public record Reading(@Nullable Format format, String field, OnBadRecord onBad)
    implements Serializable {
  /** What a run does that was told nothing. */
  public static final Reading USUAL = new Reading(null, "text", OnBadRecord.STOP);

  private static final long serialVersionUID = 1L;

  Format of(TextFile file) {
    return format == null ? Format.of(file.name()) : format;
  }
}

package org.tengen.corpus.text;

import java.util.Locale;

/** How records stand in a file. */
public enum Format {
  /** A record a line. */
  TEXT,
  /** A JSON object a line, and the record in one of its fields. */
  JSON_LINES,
  /** A table, and the record in one of its columns. */
  PARQUET;

  /**
   * The format that a file's name tells: {@code .jsonl} and {@code .ndjson}, packed ({@code
   * .jsonl.gz}) or not, are JSON lines; {@code .parquet} is a table; all else is text.
   */
  static Format of(String file) {
    String name = file.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return JSON_LINES;
    }
    return name.endsWith(".parquet") ? PARQUET : TEXT;
  }
}

package org.tengen.corpus.text;

/** What becomes of a record that cannot be used. */
public enum OnBadRecord {
  /** It ends the run, with a line that says where it is. */
  STOP,
  /** It is left out and counted. A gzip file that is cut short still ends the run. */
  SKIP,
  /** The same, and of a gzip file that is cut short the whole lines are taken. */
  SKIP_AND_TRUNCATED;

  boolean skips(Skipped.Kind kind) {
    return this == SKIP_AND_TRUNCATED || (this == SKIP && kind != Skipped.Kind.CUT_SHORT);
  }

  /** What a person would set to go on in spite of it. */
  static String settingThatSkips(Skipped.Kind kind) {
    return kind == Skipped.Kind.CUT_SHORT ? "bad-records=skip+truncated" : "bad-records=skip";
  }
}

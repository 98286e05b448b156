package org.tengen.corpus.text;

import org.tengen.corpus.CorpusException;

/** Says that the record at hand cannot be used, and why. */
final class BadRecord extends Exception {
  private static final long serialVersionUID = 1L;

  private final Skipped.Kind kind;
  private final String place;
  private final String expected;

  /**
   * A record of the kind at {@code place}, as in "line 3, byte 17".
   *
   * @param what stands behind the place in a sentence
   * @param expected what would be accepted
   */
  BadRecord(Skipped.Kind kind, String place, String what, String expected) {
    super(place + what, null, false, false);
    this.kind = kind;
    this.place = place;
    this.expected = expected;
  }

  Skipped.Kind kind() {
    return kind;
  }

  String place() {
    return place;
  }

  /** The line that ends the run. */
  CorpusException stopping(String where) {
    return new CorpusException(
        "corpus=%s: %s; expected %s, or %s"
            .formatted(where, getMessage(), expected, OnBadRecord.settingThatSkips(kind)),
        this);
  }
}

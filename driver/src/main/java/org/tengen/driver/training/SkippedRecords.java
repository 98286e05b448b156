package org.tengen.driver.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.tengen.corpus.text.Skipped;

/** Tells, once a run, of the records of its text that could not be used and were left out. */
final class SkippedRecords {
  private final Control control;
  private final Consumer<Skipped> told;
  private boolean tellsNoMore;

  /**
   * Has told of nothing yet.
   *
   * @param told receives them for the run's record
   */
  SkippedRecords(Control control, Consumer<Skipped> told) {
    this.control = control;
    this.told = told;
  }

  /**
   * Tells of them, unless it has.
   *
   * @param source of the records, as an assignment to its setting
   */
  void tell(String source, Skipped skipped) {
    if (!skipped.isEmpty() && !tellsNoMore) {
      tellsNoMore = true;
      control.notice(source + ": records left out: " + skipped);
      told.accept(skipped);
    }
  }

  /** Facts for the report, and what was left out among them. */
  static Map<String, String> in(Map<String, String> facts, Skipped skipped) {
    if (skipped.isEmpty()) {
      return facts;
    }
    Map<String, String> more = new LinkedHashMap<>(facts);
    more.put("records left out", skipped.toString());
    return more;
  }
}

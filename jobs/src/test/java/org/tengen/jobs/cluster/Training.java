package org.tengen.jobs.cluster;

import java.util.ArrayList;
import java.util.List;

/** The flags of a training that takes seconds: two lanes, one seed. */
final class Training {
  static final int BATCH = 16;
  static final int SAMPLES = 9_600;

  private final List<String> flags = new ArrayList<>();

  private Training(String corpus, String strategy) {
    with("--corpus", corpus);
    with("--strategy", strategy);
    with("--workers", "2");
    with("--shards", "2");
    with("--samples", String.valueOf(SAMPLES));
    with("--batch", String.valueOf(BATCH));
    with("--vocabulary", "100");
    with("--min-count", "1");
    with("--validation", "0.1");
    with("--window", "3");
    with("--embedding", "8");
    with("--hidden", "16");
    with("--schedule", "constant");
    with("--clip", "norm:5");
    with("--evaluations", "5");
    with("--checkpoint-every", "960");
    with("--seed", "7");
    with("--start-deadline", "180s");
    with("--deadline", "240s");
  }

  static Training of(String corpus, String strategy) {
    return new Training(corpus, strategy);
  }

  /** Sets a flag, in place of what it was. */
  Training with(String flag, String value) {
    int at = flags.indexOf(flag);
    if (at < 0) {
      flags.add(flag);
      flags.add(value);
    } else {
      flags.set(at + 1, value);
    }
    return this;
  }

  /**
   * Each step with a sleep behind it, so that there is time to harm the run; no bit depends on it.
   */
  Training slow() {
    return with("--straggler", "any:40x");
  }

  List<String> into(String out) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(List.of("--out", out));
    return all;
  }
}

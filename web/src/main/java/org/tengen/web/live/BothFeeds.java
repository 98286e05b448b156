package org.tengen.web.live;

import java.util.function.Supplier;

/** Two who are told the same, one after the other. */
record BothFeeds(LiveFeed first, LiveFeed second) implements LiveFeed {
  @Override
  public void begins(LiveTraining training) {
    first.begins(training);
    second.begins(training);
  }

  @Override
  public void looks(Supplier<LiveCounts> counts) {
    first.looks(counts);
    second.looks(counts);
  }

  @Override
  public void evaluated(LiveTraining.Evaluated evaluated) {
    first.evaluated(evaluated);
    second.evaluated(evaluated);
  }

  @Override
  public void notice(String line) {
    first.notice(line);
    second.notice(line);
  }

  @Override
  public void trained() {
    first.trained();
    second.trained();
  }
}

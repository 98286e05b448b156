package org.tengen.web.live;

import java.util.function.Supplier;

/**
 * What somebody who trains tells those who watch. Calls return at once and never throw; they are
 * made by any thread, in the order in which things happen.
 */
public interface LiveFeed {
  /** Nobody watches. */
  LiveFeed NOBODY =
      new LiveFeed() {
        @Override
        public void begins(LiveTraining training) {}

        @Override
        public void looks(Supplier<LiveCounts> counts) {}

        @Override
        public void evaluated(LiveTraining.Evaluated evaluated) {}

        @Override
        public void notice(String line) {}

        @Override
        public void trained() {}
      };

  /**
   * A training begins; what follows is about it. One that begins with the number of the training
   * before goes on from a checkpoint; its evaluations so far are told again.
   */
  void begins(LiveTraining training);

  /**
   * The training goes on.
   *
   * @param counts asked for what is counted so far, on the caller's thread, when it is time to look
   *     again
   */
  void looks(Supplier<LiveCounts> counts);

  /** The weights were evaluated. */
  void evaluated(LiveTraining.Evaluated evaluated);

  /** Something happened that a person should know, in one line. */
  void notice(String line);

  /** The training has come to its end. */
  void trained();

  /** This one and another, who are told the same. */
  default LiveFeed and(LiveFeed other) {
    return new BothFeeds(this, other);
  }
}

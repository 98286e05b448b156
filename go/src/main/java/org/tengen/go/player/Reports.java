package org.tengen.go.player;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.tengen.go.player.Analysis.Candidate;

/** What is told to somebody who watches a player think, and when. */
final class Reports {
  /** Of a normal distribution: what is above it on one side with 97.5 %. */
  private static final double LOWER = 1.96;

  private final Optional<Watch> watch;
  private final Supplier<Analysis> thoughts;
  private long told;
  private boolean any;

  Reports(Optional<Watch> watch, Supplier<Analysis> thoughts, long start) {
    this.watch = watch;
    this.thoughts = thoughts;
    this.told = start;
  }

  /** Tells, if it is time to. */
  void look(long now) {
    if (watch.isPresent() && now - told >= watch.get().every().toNanos()) {
      told = now;
      tell();
    }
  }

  /** So that there is a report if there was no time for one before. */
  void last() {
    if (!any) {
      tell();
    }
  }

  private void tell() {
    any = true;
    watch.ifPresent(somebody -> somebody.report().accept(thoughts.get()));
  }

  /** A candidate, its lower bound that of so many results of which each is won or lost. */
  static Candidate candidate(int visits, double rate, double prior, List<Integer> line) {
    double spread = LOWER * Math.sqrt(rate * (1 - rate) / visits);
    double lowerBound = Math.max(0, rate - spread);
    return new Candidate(line.get(0), visits, rate, lowerBound, prior, line);
  }
}

package org.tengen.bench.head;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the counted steps of one contender took, in ms. */
final class StepTimes {
  private final List<Double> sorted = new ArrayList<>();

  /** Counts the steps of one more turn. */
  void add(List<Double> turn) {
    sorted.addAll(turn);
    Collections.sort(sorted);
  }

  /** The middle one; of an even number the mean of the two in the middle. */
  double median() {
    int steps = sorted.size();
    return (sorted.get((steps - 1) / 2) + sorted.get(steps / 2)) / 2;
  }

  double minimum() {
    return sorted.get(0);
  }

  double maximum() {
    return sorted.get(sorted.size() - 1);
  }

  int count() {
    return sorted.size();
  }
}

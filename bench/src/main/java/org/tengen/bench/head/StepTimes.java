package org.tengen.bench.head;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What steps took, in ms. */
final class StepTimes {
  private final List<Double> sorted = new ArrayList<>();

  /** Counts one more step. */
  void add(double ms) {
    sorted.add(ms);
    Collections.sort(sorted);
  }

  /** Counts all steps of {@code others}. */
  void addAll(StepTimes others) {
    others.sorted.forEach(this::add);
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

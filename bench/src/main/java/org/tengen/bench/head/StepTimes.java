package org.tengen.bench.head;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What steps took, in ms. */
public final class StepTimes {
  private final List<Double> sorted = new ArrayList<>();

  /** Counts one more step. */
  public void add(double ms) {
    sorted.add(ms);
    Collections.sort(sorted);
  }

  /** Counts all steps of {@code others}. */
  public void addAll(StepTimes others) {
    others.sorted.forEach(this::add);
  }

  /** The middle one; of an even number the mean of the two in the middle. */
  public double median() {
    int steps = sorted.size();
    return (sorted.get((steps - 1) / 2) + sorted.get(steps / 2)) / 2;
  }

  public double minimum() {
    return sorted.get(0);
  }

  public double maximum() {
    return sorted.get(sorted.size() - 1);
  }

  public int count() {
    return sorted.size();
  }
}

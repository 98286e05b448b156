package org.tengen.web.tensorboard;

import java.util.ArrayList;
import java.util.List;

/**
 * A distribution over whole numbers as TensorBoard draws it: buckets of equal width from the least
 * to the greatest number, each up to half a step behind the last number in it.
 *
 * @param limits by bucket, where it ends
 * @param counts by bucket, how many things it has
 */
record Buckets(
    int min,
    int max,
    double number,
    double sum,
    double squares,
    List<Double> limits,
    List<Double> counts) {
  /** More than a screen shows apart. */
  private static final int MOST = 256;

  /** {@code counts.get(k)} things are k; at least one is. */
  static Buckets of(List<Long> counts) {
    int min = 0;
    while (counts.get(min) == 0) {
      min++;
    }
    int max = counts.size() - 1;
    while (counts.get(max) == 0) {
      max--;
    }
    int width = (max - min + MOST) / MOST;
    double number = 0;
    double sum = 0;
    double squares = 0;
    List<Double> limits = new ArrayList<>();
    List<Double> buckets = new ArrayList<>();
    for (int from = min; from <= max; from += width) {
      double bucket = 0;
      int end = Math.min(from + width, max + 1);
      for (int k = from; k < end; k++) {
        double count = counts.get(k);
        bucket += count;
        sum += count * k;
        squares += count * k * k;
      }
      number += bucket;
      limits.add(end - 0.5);
      buckets.add(bucket);
    }
    return new Buckets(min, max, number, sum, squares, limits, buckets);
  }

  /** As a {@code HistogramProto}. */
  Message message() {
    return new Message()
        .float64(1, min)
        .float64(2, max)
        .float64(3, number)
        .float64(4, sum)
        .float64(5, squares)
        .float64s(6, limits)
        .float64s(7, counts);
  }
}

package org.tengen.web.live;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of numbers in the order of their first, which is a time: never more than so many, spread
 * over the whole of it. When there are too many, every second one is forgotten and from then on
 * only every second one is kept. The newest is always there. Used by one thread.
 */
final class Thinned {
  private final int most;
  private final List<double[]> kept = new ArrayList<>();
  private double @Nullable [] newest;
  private int stride = 1;
  private int passed;

  /** No rows. */
  Thinned(int most) {
    this.most = most;
  }

  void add(double[] row) {
    newest = row;
    if (passed++ % stride == 0) {
      kept.add(row);
    }
    if (kept.size() > most) {
      thin();
    }
  }

  private void thin() {
    List<double[]> half = new ArrayList<>();
    for (int i = 0; i < kept.size(); i += 2) {
      half.add(kept.get(i));
    }
    kept.clear();
    kept.addAll(half);
    stride *= 2;
    passed = (passed - 1) % stride + 1;
  }

  void clear() {
    kept.clear();
    newest = null;
    stride = 1;
    passed = 0;
  }

  /** Forgets what is later than {@code time}: it is about to happen again. */
  void backTo(double time) {
    kept.removeIf(row -> row[0] > time);
    if (newest != null && newest[0] > time) {
      newest = null;
    }
  }

  /** The rows, the newest among them. */
  List<double[]> rows() {
    List<double[]> rows = new ArrayList<>(kept);
    if (newest != null && (kept.isEmpty() || kept.get(kept.size() - 1) != newest)) {
      rows.add(newest);
    }
    return rows;
  }
}

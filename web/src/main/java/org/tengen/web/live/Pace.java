package org.tengen.web.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Which lanes are slower than the others: those whose steps took half as long again as the median
 * lane's, over the last looks. A clock would not show it, since behind a barrier all have the same.
 * Used by one thread.
 */
final class Pace {
  /** A lane that is so many times slower than the median stands out. */
  private static final double SLOW = 1.5;

  private static final int LOOKS = 20;

  private final Deque<Steps> window = new ArrayDeque<>();

  /** By lane: steps so far, and the time in them. */
  private record Steps(long[] steps, double[] seconds) {}

  /**
   * A lane that stands out.
   *
   * @param times how many times as long as the median lane's its steps took
   */
  record Slow(int lane, double times) {}

  void look(LiveCounts counts) {
    Steps now =
        new Steps(
            counts.lanes().stream().mapToLong(lane -> lane.work().steps()).toArray(),
            counts.lanes().stream().mapToDouble(lane -> lane.work().busy()).toArray());
    window.addLast(now);
    if (window.size() > LOOKS) {
      window.removeFirst();
    }
  }

  /** The slow lanes, the slowest first. */
  List<Slow> slow() {
    double[] pace = secondsPerStep();
    double[] known = Arrays.stream(pace).filter(each -> each > 0).sorted().toArray();
    if (known.length < 2) {
      return List.of();
    }
    double median = known[(known.length - 1) / 2];
    List<Slow> slow = new ArrayList<>();
    for (int lane = 0; lane < pace.length; lane++) {
      if (pace[lane] > SLOW * median) {
        slow.add(new Slow(lane, pace[lane] / median));
      }
    }
    slow.sort((a, b) -> Double.compare(b.times(), a.times()));
    return slow;
  }

  /** By lane, over the window; 0 where it has made no step. */
  double[] secondsPerStep() {
    if (window.isEmpty()) {
      return new double[0];
    }
    Steps from = window.getFirst();
    Steps to = window.getLast();
    double[] pace = new double[to.steps.length];
    for (int lane = 0; lane < Math.min(pace.length, from.steps.length); lane++) {
      long steps = to.steps[lane] - from.steps[lane];
      pace[lane] = steps <= 0 ? 0 : (to.seconds[lane] - from.seconds[lane]) / steps;
    }
    return pace;
  }
}

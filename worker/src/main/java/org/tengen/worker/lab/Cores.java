package org.tengen.worker.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.tengen.ps.time.VirtualTime;

/**
 * The cores of one simulated machine. Where more want to compute than there are cores, all go on at
 * the same, lower speed, as under a fair scheduler whose turns are short.
 */
final class Cores {
  private final VirtualTime time;
  private final int count;
  private final PriorityQueue<Work> running = new PriorityQueue<>();

  /** CPU time that whoever computes all the while has had, in nanoseconds, and when it had that. */
  private double servedNs;

  private long atNs;
  private long begun;
  private long plans;
  private double computedNs;

  private record Work(double endsNs, long number, Runnable then) implements Comparable<Work> {
    @Override
    public int compareTo(Work other) {
      int byEnd = Double.compare(endsNs, other.endsNs);
      return byEnd == 0 ? Long.compare(number, other.number) : byEnd;
    }
  }

  /**
   * Idle cores.
   *
   * @param count how many; {@link Hardware#ENOUGH} for one for everybody
   */
  Cores(VirtualTime time, int count) {
    this.time = time;
    this.count = count;
  }

  /** Computes for {@code ns} of CPU time, then does {@code then}. */
  void run(long ns, Runnable then) {
    computedNs += ns;
    if (count == Hardware.ENOUGH) {
      time.after(ns, then);
      return;
    }
    catchUp();
    running.add(new Work(servedNs + ns, begun++, then));
    plan();
  }

  /** CPU time of all that was begun. */
  long computedNs() {
    return Math.round(computedNs);
  }

  private double speed() {
    return Math.min(1, (double) count / running.size());
  }

  private void catchUp() {
    long nowNs = time.nowNs();
    servedNs = running.isEmpty() ? 0 : servedNs + (nowNs - atNs) * speed();
    atNs = nowNs;
  }

  /** Looks again when the next one ends, unless another comes or ends before. */
  private void plan() {
    long plan = ++plans;
    Work next = running.peek();
    if (next != null) {
      long left = (long) Math.ceil((next.endsNs - servedNs) / speed());
      time.after(
          Math.max(0, left),
          () -> {
            if (plan == plans) {
              end();
            }
          });
    }
  }

  private void end() {
    catchUp();
    List<Work> ended = new ArrayList<>();
    // what is left of a nanosecond is rounding
    for (Work next = running.peek();
        next != null && next.endsNs <= servedNs + 1;
        next = running.peek()) {
      ended.add(running.remove());
    }
    plan();
    ended.forEach(work -> work.then.run());
  }
}

package org.tengen.ps.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to happen, in order of time; of one moment, in order of scheduling. */
final class VirtualTime {
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::atNs).thenComparingLong(Event::number));
  private long nowNs;
  private long scheduled;

  private record Event(long atNs, long number, Runnable action) {}

  long nowNs() {
    return nowNs;
  }

  void after(long delayNs, Runnable action) {
    events.add(new Event(nowNs + delayNs, scheduled++, action));
  }

  /** Lets the next thing happen; false if there is none. */
  boolean next() {
    Event event = events.poll();
    if (event == null) {
      return false;
    }
    nowNs = event.atNs();
    event.action().run();
    return true;
  }
}

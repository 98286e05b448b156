package org.tengen.ps.time;

import java.util.PriorityQueue;

/** What is to happen, in order of time; of one moment, in order of scheduling. */
public final class VirtualTime {
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long nowNs;
  private long scheduled;

  private record Event(long atNs, long number, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(atNs, other.atNs);
      return byTime == 0 ? Long.compare(number, other.number) : byTime;
    }
  }

  /** Nanoseconds since the beginning. */
  public long nowNs() {
    return nowNs;
  }

  /** At this moment, after all that is scheduled for it already. */
  public void now(Runnable action) {
    at(nowNs, action);
  }

  /** After a delay. */
  public void after(long delayNs, Runnable action) {
    at(Math.addExact(nowNs, delayNs), action);
  }

  /** At a moment, or now if that has passed. */
  public void at(long atNs, Runnable action) {
    events.add(new Event(Math.max(atNs, nowNs), scheduled++, action));
  }

  /** Lets the next thing happen; false if there is none. */
  public boolean next() {
    Event event = events.poll();
    if (event == null) {
      return false;
    }
    nowNs = event.atNs();
    event.action().run();
    return true;
  }
}

package org.tengen.ps.tcp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Which parts of a piece of memory are written to and not read yet. They follow each other round
 * and round, begin at the front whenever all are free, so that few bodies touch little memory, and
 * may be freed in any order. For any thread.
 */
final class Ring {
  private static final int LINE = 64;

  private final int bytes;
  private final Deque<Region> out = new ArrayDeque<>();
  private int last;

  private static final class Region {
    final int place;
    final int end;
    boolean free;

    Region(int place, int end) {
      this.place = place;
      this.end = end;
    }
  }

  Ring(int bytes) {
    this.bytes = bytes;
  }

  /** Takes {@code count} bytes that lie together; returns where, or -1 if there are none. */
  synchronized int claim(int count) {
    last = count;
    int place = room(count);
    if (place >= 0) {
      out.addLast(new Region(place, Math.min(bytes, (place + count + LINE - 1) / LINE * LINE)));
    }
    return place;
  }

  /** Whether as much as was asked for last can be had. */
  synchronized boolean hasRoom() {
    return room(last) >= 0;
  }

  /** Gives back what begins at {@code place}; returns whether something was out there. */
  synchronized boolean free(int place) {
    boolean was = false;
    for (Iterator<Region> each = out.iterator(); each.hasNext() && !was; ) {
      Region region = each.next();
      was = region.place == place && !region.free;
      region.free |= was;
    }
    while (!out.isEmpty() && out.getFirst().free) {
      out.removeFirst();
    }
    return was;
  }

  private int room(int count) {
    if (out.isEmpty()) {
      return count <= bytes ? 0 : -1;
    }
    int oldest = out.getFirst().place;
    int next = out.getLast().end;
    if (out.getLast().place < oldest) { // gone round
      return count <= oldest - next ? next : -1;
    }
    if (count <= bytes - next) {
      return next;
    }
    return count <= oldest ? 0 : -1;
  }
}

package org.tengen.worker.lab;

import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** What is pushed, from its computing to its last acknowledgement: at most one push a lane. */
final class Flights {
  private final int length;
  private final Deque<FloatBuffer> spare = new ArrayDeque<>();

  Flights(int length) {
    this.length = length;
  }

  /** A copy of {@code push}, until it has {@link #landed}. */
  FloatBuffer take(FloatBuffer push) {
    FloatBuffer reused = spare.poll();
    FloatBuffer copy = reused == null ? FloatBuffer.allocate(length) : reused;
    copy.put(0, push, 0, length);
    return copy;
  }

  /** Nobody reads it any more. */
  void landed(FloatBuffer push) {
    spare.push(push);
  }
}

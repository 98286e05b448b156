package org.tengen.web.live;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one browser has yet to hear. When it has fallen too far behind, what waits is dropped, and
 * it is told the past anew. One thread tells, another takes.
 */
final class Listener {
  private static final int MESSAGES = 32;

  private static final byte[] END = new byte[0];

  private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(MESSAGES + 2);
  private volatile boolean behind = true;
  private volatile boolean ended;

  /** Must it be told the past? */
  boolean behind() {
    return behind;
  }

  void tell(byte[] message) {
    if (!behind && (queue.size() >= MESSAGES || !queue.offer(message))) {
      behind = true;
    }
  }

  void tellPast(byte[] past) {
    queue.clear();
    behind = !queue.offer(past);
    if (ended) {
      end();
    }
  }

  /** Nothing will follow what waits. */
  void end() {
    ended = true;
    if (!queue.offer(END)) {
      queue.clear();
      queue.offer(END);
    }
  }

  /**
   * The next message; null if there was none for so long.
   *
   * @throws InterruptedException when it is not to wait any longer
   */
  byte @Nullable [] next(long seconds) throws InterruptedException {
    return queue.poll(seconds, TimeUnit.SECONDS);
  }

  /** Is this what {@link #next} gives when nothing will follow? */
  static boolean isEnd(byte[] message) {
    return message.length == 0;
  }
}

package org.tengen.web.live;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The browsers that watch: at most so many. Messages are put into each one's queue by one thread;
 * any thread may come and go.
 */
final class Audience {
  private final int most;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private boolean closed;

  Audience(int most) {
    this.most = most;
  }

  /** A new listener, who gets the past first; none if there are too many, or the page is closed. */
  synchronized Optional<Listener> come() {
    if (closed || listeners.size() >= most) {
      return Optional.empty();
    }
    Listener listener = new Listener();
    listeners.add(listener);
    return Optional.of(listener);
  }

  void go(Listener listener) {
    listeners.remove(listener);
  }

  /** Tells everybody who already knows the past. */
  void tell(byte[] message) {
    listeners.forEach(listener -> listener.tell(message));
  }

  /** Tells the past to whoever does not know it, or has fallen behind. */
  void catchUp(Supplier<byte[]> past) {
    byte[] told = null;
    for (Listener listener : listeners) {
      if (listener.behind()) {
        told = told == null ? past.get() : told;
        listener.tellPast(told);
      }
    }
  }

  /** Nobody comes any more, and everybody leaves when they have heard all. */
  synchronized void close() {
    closed = true;
    listeners.forEach(Listener::end);
  }

  boolean isEmpty() {
    return listeners.isEmpty();
  }
}

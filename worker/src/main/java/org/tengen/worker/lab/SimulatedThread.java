package org.tengen.worker.lab;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A thread in virtual time: one piece of work after the other, each for as long as it takes a core.
 * What a piece sets off is done before the pieces that wait.
 */
final class SimulatedThread {
  private final Cores cores;
  private final Deque<Piece> waiting = new ArrayDeque<>();
  private final Deque<Piece> setOff = new ArrayDeque<>();
  private boolean busy;

  private record Piece(long ns, Runnable then) {}

  SimulatedThread(Cores cores) {
    this.cores = cores;
  }

  /** Works for {@code ns} when it comes to it, and then does {@code then}. */
  void run(long ns, Runnable then) {
    waiting.add(new Piece(ns, then));
    next();
  }

  /** The same, before what waits. */
  void runFirst(long ns, Runnable then) {
    setOff.add(new Piece(ns, then));
    next();
  }

  private void next() {
    if (busy) {
      return;
    }
    Piece piece = poll();
    if (piece != null) {
      busy = true;
      cores.run(
          piece.ns,
          () -> {
            piece.then.run();
            busy = false;
            next();
          });
    }
  }

  private @Nullable Piece poll() {
    Piece first = setOff.poll();
    return first == null ? waiting.poll() : first;
  }
}

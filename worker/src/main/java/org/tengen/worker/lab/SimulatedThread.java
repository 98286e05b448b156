package org.tengen.worker.lab;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A thread in virtual time: one piece of work after the other, each for as long as it takes a core.
 * What a piece sets off is done before the pieces that wait.
 */
final class SimulatedThread {
  private final Cores cores;
  private final Hand hand;
  private final Deque<Piece> waiting = new ArrayDeque<>();
  private final Deque<Piece> setOff = new ArrayDeque<>();
  private boolean busy;

  private record Piece(long ns, Runnable then) {}

  /** Who works when there is something to do. */
  interface Hand {
    /** Whether it can be had now; if not, the thread is told to go on when it can. */
    boolean take(SimulatedThread thread);

    /** A piece of work is done. */
    void giveBack();
  }

  /** A thread of its own. */
  private static final class Own implements Hand {
    @Override
    public boolean take(SimulatedThread thread) {
      return true;
    }

    @Override
    public void giveBack() {}
  }

  SimulatedThread(Cores cores) {
    this(cores, new Own());
  }

  SimulatedThread(Cores cores, Hand hand) {
    this.cores = cores;
    this.hand = hand;
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

  /** Begins what is next, if there is something and a hand for it. */
  void next() {
    boolean idle = !busy && !(setOff.isEmpty() && waiting.isEmpty());
    if (!idle || !hand.take(this)) {
      return;
    }
    busy = true;
    Piece piece = setOff.isEmpty() ? waiting.remove() : setOff.remove();
    cores.run(
        piece.ns,
        () -> {
          piece.then.run();
          busy = false;
          hand.giveBack();
          next();
        });
  }
}

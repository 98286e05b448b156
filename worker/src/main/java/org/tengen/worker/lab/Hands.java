package org.tengen.worker.lab;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Who does the shards' work where they are in one process with the lanes: a lane that waits, one
 * shard at a time. So no more shards work at once than lanes wait.
 */
final class Hands implements SimulatedThread.Hand {
  private final Deque<SimulatedThread> without = new ArrayDeque<>();
  private int waiting;
  private int working;

  /** A lane waits for an answer from now on. */
  void laneWaits() {
    waiting++;
    handOut();
  }

  /** A lane that has waited goes on by itself; a turn that it is in comes to its end. */
  void laneGoesOn() {
    waiting--;
  }

  @Override
  public boolean take(SimulatedThread shard) {
    if (free()) {
      working++;
      return true;
    }
    if (!without.contains(shard)) {
      without.add(shard);
    }
    return false;
  }

  @Override
  public void giveBack() {
    working--;
    handOut();
  }

  /** What lanes have left behind is done by a thread of the server's own. */
  private boolean free() {
    return working < Math.max(1, waiting);
  }

  private void handOut() {
    while (!without.isEmpty() && free()) {
      without.remove().next();
    }
  }
}

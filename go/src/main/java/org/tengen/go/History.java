package org.tengen.go;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The moves since a game's beginning, and the hashes of all it has been, for superko. */
final class History {
  private final List<Turn> turns;
  private final int[] prisoners;

  /** Before the first turn, and after each: one more than turns. */
  private long[] positions;

  private long[] situations;

  History(long position, long situation) {
    turns = new ArrayList<>();
    prisoners = new int[2];
    positions = new long[64];
    situations = new long[64];
    positions[0] = position;
    situations[0] = situation;
  }

  History(History other) {
    turns = new ArrayList<>(other.turns);
    prisoners = other.prisoners.clone();
    positions = other.positions.clone();
    situations = other.situations.clone();
  }

  int length() {
    return turns.size();
  }

  Turn turn(int number) {
    return turns.get(number);
  }

  /** The hash before a turn, or, at {@link #length}, the present one. */
  long position(int number) {
    return positions[number];
  }

  int prisoners(Colour by) {
    return prisoners[by.index()];
  }

  /** A turn, and the hashes after it. */
  void add(Turn turn, long position, long situation) {
    turns.add(turn);
    prisoners[turn.taker().index()] += turn.taken().length;
    int now = turns.size();
    if (now == positions.length) {
      positions = Arrays.copyOf(positions, 2 * now);
      situations = Arrays.copyOf(situations, 2 * now);
    }
    positions[now] = position;
    situations[now] = situation;
  }

  Turn removeLast() {
    Turn turn = turns.remove(turns.size() - 1);
    prisoners[turn.taker().index()] -= turn.taken().length;
    return turn;
  }

  /** Somebody else is to move now. */
  void setSituation(long situation) {
    situations[turns.size()] = situation;
  }

  /** Was this the position before the last turn? */
  boolean isBeforeLast(long position) {
    return !turns.isEmpty() && positions[turns.size() - 1] == position;
  }

  boolean hasPosition(long position) {
    return contains(positions, position);
  }

  boolean hasSituation(long situation) {
    return contains(situations, situation);
  }

  private boolean contains(long[] hashes, long hash) {
    for (int i = turns.size(); i >= 0; i--) {
      if (hashes[i] == hash) {
        return true;
      }
    }
    return false;
  }
}

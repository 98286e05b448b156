package org.tengen.go;

/**
 * A move that was played.
 *
 * @param move a point or a pass
 * @param mover who played it
 * @param toMoveBefore whose turn it was
 * @param taken the stones that it took off, in the order of {@link Stones#play}
 */
record Turn(int move, Colour mover, Colour toMoveBefore, int[] taken) {
  boolean isSuicide() {
    return taken.length > 0 && taken[0] == move;
  }

  /** Who has the stones that it took off. */
  Colour taker() {
    return isSuicide() ? mover.opponent() : mover;
  }
}

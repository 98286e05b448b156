package org.tengen.go.playout;

import org.tengen.go.BoardSize;

/** Every legal move that fills no eye of its own is as likely as the next. */
public final class UniformPlayout implements Playout {
  @Override
  public void run(PlayoutBoard board, int colour, Dice dice) {
    int mover = colour;
    int passes = 0;
    while (passes < 2 && !board.isTooLong()) {
      int move = board.randomMove(mover, dice);
      board.play(move, mover);
      passes = move == BoardSize.PASS ? passes + 1 : 0;
      mover = 3 - mover;
    }
  }
}

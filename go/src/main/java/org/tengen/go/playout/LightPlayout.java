package org.tengen.go.playout;

import org.tengen.go.BoardSize;

/**
 * At random, but an answer to the last move where there is one (after Gelly, Wang, Munos and
 * Teytaud 2006): take what it left in atari, save what it put in atari, or make one of the {@link
 * Shapes} beside it; else as {@link UniformPlayout}. Among answers of a kind each is as likely as
 * the next.
 *
 * <p>One playout at a time.
 */
public final class LightPlayout implements Playout {
  private static final int MOST_ANSWERS = 64;

  private final int[] answers = new int[MOST_ANSWERS];
  private int count;

  @Override
  public void run(PlayoutBoard board, int colour, Dice dice) {
    int mover = colour;
    int passes = 0;
    while (passes < 2 && !board.isTooLong()) {
      int move = choose(board, mover, dice);
      board.play(move, mover);
      passes = move == BoardSize.PASS ? passes + 1 : 0;
      mover = 3 - mover;
    }
  }

  private int choose(PlayoutBoard board, int colour, Dice dice) {
    int last = board.lastMove();
    if (last != BoardSize.PASS) {
      count = 0;
      addTactics(board, last, colour);
      if (count == 0) {
        addShapes(board, last, colour);
      }
      if (count > 0) {
        return answers[count == 1 ? 0 : dice.below(count)];
      }
    }
    return board.randomMove(colour, dice);
  }

  private void addTactics(PlayoutBoard board, int last, int colour) {
    addCapture(board, last, colour);
    int stride = board.size().stride();
    addRescue(board, last - 1, colour);
    addRescue(board, last + 1, colour);
    addRescue(board, last - stride, colour);
    addRescue(board, last + stride, colour);
  }

  /** By more liberties, or by taking one of the chains around. */
  private void addRescue(PlayoutBoard board, int point, int colour) {
    if (board.at(point) != colour || !Tactics.isInAtari(board, point)) {
      return;
    }
    int escape = Tactics.lastLiberty(board, point);
    if (!Tactics.isSelfAtari(board, escape, colour)) {
      add(board, escape, colour);
    }
    int stride = board.size().stride();
    int stone = point;
    do {
      addCapture(board, stone - 1, colour);
      addCapture(board, stone + 1, colour);
      addCapture(board, stone - stride, colour);
      addCapture(board, stone + stride, colour);
      stone = board.next(stone);
    } while (stone != point);
  }

  private void addCapture(PlayoutBoard board, int point, int colour) {
    if (board.at(point) == 3 - colour && Tactics.isInAtari(board, point)) {
      add(board, Tactics.lastLiberty(board, point), colour);
    }
  }

  private void addShapes(PlayoutBoard board, int last, int colour) {
    int stride = board.size().stride();
    for (int row = last - stride; row <= last + stride; row += stride) {
      for (int point = row - 1; point <= row + 1; point++) {
        if (board.at(point) == 0
            && Shapes.isKnown(board.surroundings(point))
            && !Tactics.isSelfAtari(board, point, colour)) {
          add(board, point, colour);
        }
      }
    }
  }

  private void add(PlayoutBoard board, int point, int colour) {
    for (int i = 0; i < count; i++) {
      if (answers[i] == point) {
        return;
      }
    }
    if (count < MOST_ANSWERS && board.isLegal(point, colour)) {
      answers[count++] = point;
    }
  }
}

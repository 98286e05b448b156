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
    int own = Surroundings.neighbours(board.surroundings(last), colour);
    for (; own != 0; own &= own - 1) {
      int point = board.around(last, Surroundings.first(own));
      if (Tactics.isInAtari(board, point)) {
        addRescue(board, point, colour);
      }
    }
  }

  /** By more liberties, or by taking one of the chains around. */
  private void addRescue(PlayoutBoard board, int point, int colour) {
    int escape = Tactics.lastLiberty(board, point);
    if (!Tactics.isSelfAtari(board, escape, colour)) {
      add(board, escape, colour);
    }
    int stone = point;
    do {
      int others = Surroundings.neighbours(board.surroundings(stone), 3 - colour);
      for (; others != 0; others &= others - 1) {
        addCapture(board, board.around(stone, Surroundings.first(others)), colour);
      }
      stone = board.next(stone);
    } while (stone != point);
  }

  private void addCapture(PlayoutBoard board, int point, int colour) {
    if (board.at(point) == 3 - colour && Tactics.isInAtari(board, point)) {
      add(board, Tactics.lastLiberty(board, point), colour);
    }
  }

  private void addShapes(PlayoutBoard board, int last, int colour) {
    int empties = Surroundings.empties(board.surroundings(last));
    for (; empties != 0; empties &= empties - 1) {
      int point = board.around(last, Surroundings.first(empties));
      if (Shapes.isKnown(board.surroundings(point)) && !Tactics.isSelfAtari(board, point, colour)) {
        add(board, point, colour);
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

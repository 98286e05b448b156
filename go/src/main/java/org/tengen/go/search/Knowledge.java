package org.tengen.go.search;

import org.tengen.go.BoardSize;
import org.tengen.go.playout.PlayoutBoard;
import org.tengen.go.playout.Tactics;

/**
 * What is known of a move before any simulation, as made up results: they soon weigh less than real
 * ones, and until then the search looks at likely moves first (Gelly and Silver 2007, Chaslot and
 * others 2010).
 */
final class Knowledge {
  private static final int EVEN = 10;
  private static final int SELF_ATARI = 10;
  private static final int TACTICS = 15;
  private static final int SHAPE = 10;
  private static final int EDGE = 10;
  private static final int PASS = 10;
  private static final int[] NEAR = {0, 12, 10, 4};

  private final BoardSize size;
  private int visits;
  private double wins;

  Knowledge(BoardSize size) {
    this.size = size;
  }

  /** Looks at a legal move of {@code colour}. */
  void look(PlayoutBoard board, int move, int colour) {
    visits = EVEN;
    wins = EVEN / 2.0;
    if (move == BoardSize.PASS) {
      add(PASS, 0);
      return;
    }
    if (Tactics.isSelfAtari(board, move, colour)) {
      add(SELF_ATARI, 0);
    } else if (Tactics.takesOrSaves(board, move, colour)) {
      add(TACTICS, TACTICS);
    } else if (Tactics.isShape(board, move)) {
      add(SHAPE, SHAPE);
    }
    int distance = distance(board.lastMove(), move);
    if (distance < NEAR.length) {
      add(NEAR[distance], NEAR[distance]);
    }
    if (isLonelyAtEdge(board, move)) {
      add(EDGE, 0);
    }
  }

  int visits() {
    return visits;
  }

  double wins() {
    return wins;
  }

  private void add(int more, int won) {
    visits += more;
    wins += won;
  }

  /** Of two moves, in steps along lines; far away if one is a pass. */
  private int distance(int one, int other) {
    if (one == BoardSize.PASS) {
      return Integer.MAX_VALUE;
    }
    return Math.abs(size.column(one) - size.column(other))
        + Math.abs(size.row(one) - size.row(other));
  }

  /** On the first line, with nothing around it. */
  private boolean isLonelyAtEdge(PlayoutBoard board, int move) {
    int column = size.column(move);
    int row = size.row(move);
    boolean edge =
        column == 0 || row == 0 || column == size.columns() - 1 || row == size.rows() - 1;
    return edge && Tactics.isLonely(board, move);
  }
}

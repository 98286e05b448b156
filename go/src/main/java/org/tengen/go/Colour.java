package org.tengen.go;

/** A player, and the stones of that player. */
public enum Colour {
  /** Moves first, unless there is a handicap. */
  BLACK(0),
  /** Gets komi. */
  WHITE(1);

  private final int index;

  Colour(int index) {
    this.index = index;
  }

  /** In arrays with a place for each player. */
  int index() {
    return index;
  }

  /** The other one. */
  public Colour opponent() {
    return this == BLACK ? WHITE : BLACK;
  }

  /** {@code B} or {@code W}, as results are written. */
  public char letter() {
    return this == BLACK ? 'B' : 'W';
  }
}

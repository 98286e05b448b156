package org.tengen.go;

/** A player, and the stones of that player. */
public enum Colour {
  /** Moves first, unless there is a handicap. */
  BLACK,
  /** Gets komi. */
  WHITE;

  /** The other one. */
  public Colour opponent() {
    return this == BLACK ? WHITE : BLACK;
  }

  /** {@code B} or {@code W}, as results are written. */
  public char letter() {
    return this == BLACK ? 'B' : 'W';
  }
}

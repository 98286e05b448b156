package org.tengen.go;

/** What counts at the end. */
public enum Scoring {
  /** A player's stones on the board, and empty points that reach only those. */
  AREA,
  /**
   * Empty points that reach only one player's stones, and that player's prisoners. Eyes in a seki
   * count.
   */
  TERRITORY
}

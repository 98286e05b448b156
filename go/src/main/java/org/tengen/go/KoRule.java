package org.tengen.go;

/** What may not be repeated. A pass is never forbidden. */
public enum KoRule {
  /**
   * Simple ko: a lone stone that has just taken a lone stone may not be taken back at once. Longer
   * cycles are allowed, so a game need not end.
   */
  SIMPLE,
  /** Positional superko: no move may make a position that was on the board before. */
  POSITIONAL,
  /** Situational superko: the same, if the same player is to move as then. */
  SITUATIONAL
}

package org.tengen.go;

/** What White gets, beside komi, for Black's handicap stones under area scoring. */
public enum HandicapBonus {
  /** Nothing (Tromp-Taylor, New Zealand). */
  NONE,
  /** A point for each stone (Chinese). */
  EACH,
  /** A point for each stone but the first (AGA). */
  EACH_BUT_FIRST;

  int points(int stones) {
    return switch (this) {
      case NONE -> 0;
      case EACH -> stones;
      case EACH_BUT_FIRST -> Math.max(0, stones - 1);
    };
  }
}

package org.tengen.go;

/**
 * What is allowed and what counts.
 *
 * @param ko what may not be repeated
 * @param suicide may a move take its own stones off? A lone stone's suicide changes nothing on the
 *     board: superko judges it, and simple ko forbids it
 * @param scoring what counts at the end
 * @param komi points that White gets, -1000 to 1000
 * @param handicapBonus what White gets for handicap stones; they are placed by {@link
 *     Game#placeHandicap}
 */
public record Rules(
    KoRule ko, boolean suicide, Scoring scoring, double komi, HandicapBonus handicapBonus) {
  /** Tromp-Taylor: positional superko, suicide, area; komi 7.5. */
  public static final Rules TROMP_TAYLOR =
      new Rules(KoRule.POSITIONAL, true, Scoring.AREA, 7.5, HandicapBonus.NONE);

  /** Chinese, with superko as its letter has it: no suicide, area; komi 7.5. */
  public static final Rules CHINESE =
      new Rules(KoRule.POSITIONAL, false, Scoring.AREA, 7.5, HandicapBonus.EACH);

  /** Japanese, as far as a program can count it: simple ko, no suicide, territory; komi 6.5. */
  public static final Rules JAPANESE =
      new Rules(KoRule.SIMPLE, false, Scoring.TERRITORY, 6.5, HandicapBonus.NONE);

  /** Refuses a komi that is no number of points. */
  public Rules {
    if (!(Math.abs(komi) <= 1000)) {
      throw new GoException("komi=" + komi + ": expected a number of points, -1000 to 1000");
    }
  }

  /** The same with another ko rule. */
  public Rules withKo(KoRule ko) {
    return new Rules(ko, suicide, scoring, komi, handicapBonus);
  }

  /** The same with suicide allowed or not. */
  public Rules withSuicide(boolean suicide) {
    return new Rules(ko, suicide, scoring, komi, handicapBonus);
  }

  /** The same with another way of counting. */
  public Rules withScoring(Scoring scoring) {
    return new Rules(ko, suicide, scoring, komi, handicapBonus);
  }

  /** The same with another komi. */
  public Rules withKomi(double komi) {
    return new Rules(ko, suicide, scoring, komi, handicapBonus);
  }
}

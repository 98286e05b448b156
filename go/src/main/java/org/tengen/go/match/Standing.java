package org.tengen.go.match;

/**
 * How a match stands, for its first player.
 *
 * @param won games
 * @param drawn games
 * @param lost games
 */
public record Standing(int won, int drawn, int lost) {
  /** The normal distribution's two sides at 95 %. */
  private static final double Z = 1.959963984540054;

  private static final double ELO_PER_DECADE = 400;

  /** Games that count. */
  public int games() {
    return won + drawn + lost;
  }

  /** The share of points: a win is one, a draw a half. 0.5 before the first game. */
  public double share() {
    return games() == 0 ? 0.5 : (won + drawn / 2.0) / games();
  }

  /** The lower end of the share's 95 % interval (Wilson 1927). */
  public double low() {
    return wilson(-1);
  }

  /** The upper end. */
  public double high() {
    return wilson(1);
  }

  private double wilson(int sign) {
    int n = games();
    if (n == 0) {
      return sign < 0 ? 0 : 1;
    }
    double p = share();
    double spread = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4.0 * n * n));
    double end = (p + Z * Z / (2 * n) + sign * spread) / (1 + Z * Z / n);
    return Math.max(0, Math.min(1, end));
  }

  /** How many Elo points a share stands for; infinite for all or nothing. */
  public static double elo(double share) {
    return ELO_PER_DECADE * Math.log10(share / (1 - share));
  }

  Standing wins() {
    return new Standing(won + 1, drawn, lost);
  }

  Standing draws() {
    return new Standing(won, drawn + 1, lost);
  }

  Standing loses() {
    return new Standing(won, drawn, lost + 1);
  }
}

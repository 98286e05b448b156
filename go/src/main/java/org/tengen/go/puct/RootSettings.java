package org.tengen.go.puct;

import static org.tengen.go.puct.PuctSettings.require;

/**
 * What one position is searched with: how long, and how the search strays at it from what the
 * network says, which self-play learns from and a match does not want.
 *
 * @param simulations visits to the position's moves at which the search is done, those of an
 *     earlier search that it goes on with included; 1 or more
 * @param noise the share of the moves' priors that is Dirichlet noise, 0 to 1; 0 is none
 * @param concentration the sum of the Dirichlet distribution's parameters, which all moves share
 *     equally; above 0
 * @param forced the factor k of forced playouts (Wu 2019): a move that was tried at all gets at
 *     least sqrt(k prior simulations) visits, which the policy target leaves out again; 0 is
 *     without
 */
public record RootSettings(int simulations, double noise, double concentration, double forced) {
  /** What AlphaGo Zero's 0.03 for each move comes to on 19x19. */
  private static final double CONCENTRATION = 0.03 * 361;

  /** Refuses what has no meaning. */
  public RootSettings {
    require(simulations >= 1, "simulations=" + simulations + ": expected 1 or more");
    require(noise >= 0 && noise <= 1, "noise=" + noise + ": expected a share from 0 to 1");
    require(
        concentration > 0 && concentration < Double.POSITIVE_INFINITY,
        "concentration=" + concentration + ": expected more than 0, e.g. 10.83");
    require(
        forced >= 0 && forced < Double.POSITIVE_INFINITY,
        "forced-playouts=" + forced + ": expected 0 or more, e.g. 2");
  }

  /** To play as well as the network can. */
  public static RootSettings plain(int simulations) {
    return new RootSettings(simulations, 0, CONCENTRATION, 0);
  }

  /** To learn from: a quarter of noise, and forced playouts with a factor of 2 (Wu 2019). */
  public static RootSettings exploring(int simulations) {
    return new RootSettings(simulations, 0.25, CONCENTRATION, 2);
  }
}

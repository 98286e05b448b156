package org.tengen.go.search;

/**
 * What a search has come to.
 *
 * @param move a point or a pass; where {@code resigns}, what it would have been
 * @param resigns is the game given up?
 * @param winRate the share of the move's playouts that the player has won, 0 to 1; 0.5 where there
 *     were none
 * @param visits how many of the simulations went through the move
 */
public record Choice(int move, boolean resigns, double winRate, int visits) {}

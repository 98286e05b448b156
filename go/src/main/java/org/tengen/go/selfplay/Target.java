package org.tengen.go.selfplay;

/**
 * What the network shall learn of one position of a game.
 *
 * @param move the number, from 0, of the game's move that was searched for: the position is that
 *     before it
 * @param policy by place ({@link org.tengen.go.planes.InputPlanes#placeOf}) the share of the
 *     search's visits; the sum is 1
 */
public record Target(int move, float[] policy) {}

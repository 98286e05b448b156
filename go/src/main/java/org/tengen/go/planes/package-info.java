/**
 * What a network is shown of a game and what it says: planes of floats, the moves that its policy
 * is over, the symmetries of the board, and {@link org.tengen.go.planes.Evaluator}, which is all
 * that a search knows of a network.
 */
@NullMarked
package org.tengen.go.planes;

import org.jspecify.annotations.NullMarked;

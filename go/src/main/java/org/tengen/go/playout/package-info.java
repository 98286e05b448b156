/**
 * Playouts: a board that is quick rather than complete, and two ways of playing a position to its
 * end on it, at random or nearly so. Superko is left out, suicide is not played, and no move
 * allocates anything. What a playout does is decided by the position and a seed.
 */
@NullMarked
package org.tengen.go.playout;

import org.jspecify.annotations.NullMarked;

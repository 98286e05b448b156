/**
 * The game of Go: boards of any size up to 19x19, rules, a game with its history, and scoring.
 *
 * <p>A point or a move is an {@code int} that {@link org.tengen.go.BoardSize} makes and explains; a
 * pass is {@link org.tengen.go.BoardSize#PASS}. What a person writes for it is read and written by
 * {@link org.tengen.go.Coordinates}. Nothing here knows of clusters or networks, and nothing here
 * is random.
 */
@NullMarked
package org.tengen.go;

import org.jspecify.annotations.NullMarked;

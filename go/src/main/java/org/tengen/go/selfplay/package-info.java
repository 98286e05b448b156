/**
 * Games that a network plays against itself to learn from (Silver et al. 2017). {@link
 * org.tengen.go.selfplay.SelfPlayGame} is one game, decided by its settings, its seed and what the
 * network says; {@link org.tengen.go.selfplay.Interleaved} plays many at a time, so that the
 * network evaluates a position of each together.
 */
@NullMarked
package org.tengen.go.selfplay;

import org.jspecify.annotations.NullMarked;

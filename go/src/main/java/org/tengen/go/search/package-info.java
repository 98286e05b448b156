/**
 * Tree search that chooses a move by playouts alone: UCT with all-moves-as-first values (Kocsis and
 * Szepesvari 2006, Gelly and Silver 2007). A search is decided by the position, the settings and a
 * seed, and counts by area.
 */
@NullMarked
package org.tengen.go.search;

import org.jspecify.annotations.NullMarked;

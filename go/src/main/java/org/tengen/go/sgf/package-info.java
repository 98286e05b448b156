/**
 * Game records in SGF, version 4 and the versions before it: {@link org.tengen.go.sgf.SgfReader}
 * reads collections of game trees, {@link org.tengen.go.sgf.SgfWriter} writes them so that reading
 * gives the same trees again.
 *
 * <p>A tree keeps every property, known or not, in its order and as it was spelled. What the
 * properties mean to a game of Go is the business of {@link org.tengen.go.sgf.GameInfo} and {@link
 * org.tengen.go.sgf.Replay}. Nothing here recurses: a tree may be as deep as a file is long.
 */
@NullMarked
package org.tengen.go.sgf;

import org.jspecify.annotations.NullMarked;

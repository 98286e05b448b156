/**
 * Who chooses moves: {@link org.tengen.go.player.Player} is what a search, with or without a
 * network behind it, shows to whoever lets it play, and {@link org.tengen.go.player.Analysis} what
 * it says of its thoughts. A player owns no game: it is shown one, and must leave it as it was.
 */
@NullMarked
package org.tengen.go.player;

import org.jspecify.annotations.NullMarked;

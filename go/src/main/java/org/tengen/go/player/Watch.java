package org.tengen.go.player;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Somebody who wants to know what a player thinks.
 *
 * @param every the time between reports, as far as the player can keep it
 * @param report called on the player's thread
 * @param enough whether an analysis shall end; a choice of a move ends without it
 */
public record Watch(Duration every, Consumer<Analysis> report, BooleanSupplier enough) {}

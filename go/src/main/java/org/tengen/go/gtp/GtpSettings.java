package org.tengen.go.gtp;

import org.tengen.go.BoardSize;
import org.tengen.go.Rules;

/**
 * What an engine begins with.
 *
 * @param name what the command {@code name} answers
 * @param version what {@code version} answers
 * @param size of the first board
 * @param rules with the first komi
 * @param seed where the player's randomness comes from, game by game
 */
public record GtpSettings(String name, String version, BoardSize size, Rules rules, long seed) {}

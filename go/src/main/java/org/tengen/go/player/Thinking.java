package org.tengen.go.player;

import java.time.Duration;
import java.util.Optional;

/**
 * What a player is to heed when it chooses a move.
 *
 * @param atMost the time that it may take; empty for no limit but its own
 * @param mayPass if not, it passes only where every other legal move fills an eye of its own: what
 *     is dead is to be taken off the board
 * @param watch who is to be told what it thinks meanwhile
 */
public record Thinking(Optional<Duration> atMost, boolean mayPass, Optional<Watch> watch) {
  /** Without limits, and with nobody watching. */
  public static final Thinking FREE = new Thinking(Optional.empty(), true, Optional.empty());
}

package org.tengen.go.match;

import java.util.Optional;
import java.util.OptionalInt;
import org.tengen.go.Game;
import org.tengen.go.gtp.EngineException;

/**
 * One side of a match. What it answers is not trusted: the referee looks at each move.
 *
 * <p>Any method may throw an {@link EngineException}: the contestant is of no use then until {@link
 * #begin} is called again.
 */
public interface Contestant extends AutoCloseable {
  /** What to call it, in one line. */
  String name();

  /**
   * A game begins from here.
   *
   * @param game with the moves of the opening; not to be changed
   * @param seed for its randomness, if it has any
   */
  void begin(Game game, long seed) throws InterruptedException;

  /** Its move for the player to move; empty to resign. */
  OptionalInt choose(Game game) throws InterruptedException;

  /** Its opponent has made the game's last move. */
  void played(Game game) throws InterruptedException;

  /** What it says that the finished game comes to, as {@code B+3.5}; empty if it does not say. */
  Optional<String> score(Game game) throws InterruptedException;

  /** Ends what it has started. */
  @Override
  void close();
}

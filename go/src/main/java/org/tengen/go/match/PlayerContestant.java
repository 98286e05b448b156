package org.tengen.go.match;

import java.util.Optional;
import java.util.OptionalInt;
import org.tengen.go.Game;
import org.tengen.go.player.Player;
import org.tengen.go.player.Thinking;

/** A player in this process. */
public final class PlayerContestant implements Contestant {
  private final Player player;
  private final Runnable end;

  /** Lets this player play, and nobody else use it meanwhile. */
  public PlayerContestant(Player player) {
    this(player, () -> {});
  }

  /**
   * Lets this player play, and nobody else use it meanwhile.
   *
   * @param end ends what the player plays with
   */
  public PlayerContestant(Player player, Runnable end) {
    this.player = player;
    this.end = end;
  }

  @Override
  public String name() {
    return player.name();
  }

  @Override
  public void begin(Game game, long seed) {
    player.newGame(seed);
  }

  @Override
  public OptionalInt choose(Game game) {
    return player.choose(game, game.toMove(), Thinking.FREE);
  }

  /** It sees the game itself when it is asked for a move. */
  @Override
  public void played(Game game) {}

  @Override
  public Optional<String> score(Game game) {
    return Optional.of(game.score(player.dead(game)).toString());
  }

  @Override
  public void close() {
    end.run();
  }
}

package org.tengen.go.gtp;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Game;
import org.tengen.go.GoException;
import org.tengen.go.Rules;
import org.tengen.go.player.Player;
import org.tengen.go.player.Thinking;

/** What an engine knows between commands: the game, the clocks, who plays. One thread's own. */
final class Session {
  /** Keeps the seeds of one run's games apart from those of a run with the next seed. */
  private static final long SEED_STEP = 0x9e3779b97f4a7c15L;

  private final Player player;
  private final LongSupplier nanoTime;
  private final Map<Colour, GameClock> clocks = new EnumMap<>(Colour.class);
  private TimeControl control = TimeControl.UNLIMITED;
  private long nextSeed;
  private Game game;

  Session(GtpSettings settings, Player player, LongSupplier nanoTime) {
    this.player = player;
    this.nanoTime = nanoTime;
    this.nextSeed = settings.seed();
    this.game = new Game(settings.size(), settings.rules());
    begin(game);
  }

  Game game() {
    return game;
  }

  Player player() {
    return player;
  }

  /** An empty board of this size: a new game. */
  void clear(BoardSize size) {
    begin(new Game(size, game.rules()));
  }

  /** This game from here on; it is a new one to the player. */
  void begin(Game next) {
    game = next;
    player.newGame(nextSeed);
    nextSeed += SEED_STEP;
    setControl(control);
  }

  /** The same game under other rules. */
  void change(Rules rules) {
    if (!rules.equals(game.rules())) {
      game = Replaying.under(rules, game);
    }
  }

  void setControl(TimeControl wanted) {
    control = wanted;
    for (Colour colour : Colour.values()) {
      clocks.put(colour, new GameClock(wanted));
    }
  }

  GameClock clock(Colour colour) {
    return Objects.requireNonNull(clocks.get(colour));
  }

  /** What the player would play, on its clock; empty if it resigns. The game is as it was. */
  OptionalInt choose(Colour colour, Thinking wanted) {
    Thinking thinking =
        new Thinking(
            clock(colour).budget(game.size().area(), game.moves()),
            wanted.mayPass(),
            wanted.watch());
    long start = nanoTime.getAsLong();
    OptionalInt move = player.choose(game, colour, thinking);
    clock(colour).used(Duration.ofNanos(nanoTime.getAsLong() - start));
    return move;
  }

  /**
   * Plays a move.
   *
   * @throws GtpFailure if it is not allowed
   */
  void play(Colour colour, int move) {
    try {
      game.play(colour, move);
    } catch (GoException e) {
      throw new GtpFailure("illegal move");
    }
  }

  boolean isEmpty() {
    return game.moves() == 0 && game.hash() == 0;
  }
}

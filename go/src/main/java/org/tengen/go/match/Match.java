package org.tengen.go.match;

import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.tengen.go.Colour;
import org.tengen.go.Game;
import org.tengen.go.gtp.EngineException;
import org.tengen.go.sgf.GameResult;

/**
 * Two contestants play: the first has Black in the games with odd numbers, and every opening is
 * played twice, so that neither colour nor opening helps one of them.
 *
 * <p>A game in which an engine fails does not count, and the match goes on with the engine started
 * anew; after three such games in a row it ends with what it has.
 */
public final class Match {
  private static final int FAILURES_IN_A_ROW = 3;

  /** Who wants to know how it goes. */
  public interface Listener {
    /** A game has ended. */
    void ended(Played game, Standing standing);

    /** A game could not be finished. */
    void failed(int number, String why);
  }

  private final MatchSettings settings;
  private final Contestant first;
  private final Contestant second;
  private final Openings openings;

  /** A match that has not begun. */
  public Match(MatchSettings settings, Contestant first, Contestant second) {
    this.settings = settings;
    this.first = first;
    this.second = second;
    this.openings = new Openings(settings);
  }

  /**
   * Plays it.
   *
   * @param stop asked before each game
   * @throws EngineException if engines fail again and again
   */
  public Standing run(Listener listener, BooleanSupplier stop) throws InterruptedException {
    Standing standing = new Standing(0, 0, 0);
    int failures = 0;
    for (int number = 1; number <= settings.games() && !stop.getAsBoolean(); number++) {
      try {
        Played played = play(number);
        standing = counted(standing, played.result(), isFirstBlack(number));
        listener.ended(played, standing);
        failures = 0;
      } catch (EngineException e) {
        listener.failed(number, String.valueOf(e.getMessage()));
        if (++failures == FAILURES_IN_A_ROW) {
          return standing;
        }
      }
    }
    return standing;
  }

  private Played play(int number) throws InterruptedException {
    Game opening = openings.drawn(settings.seed() * 1_000_003 + (number - 1) / 2);
    Map<Colour, Contestant> sides =
        isFirstBlack(number)
            ? Map.of(Colour.BLACK, first, Colour.WHITE, second)
            : Map.of(Colour.BLACK, second, Colour.WHITE, first);
    return new Referee(opening, sides, settings.mostMoves())
        .play(number, settings.seed() * 1_000_003 + number);
  }

  private static boolean isFirstBlack(int number) {
    return number % 2 == 1;
  }

  private static Standing counted(Standing before, GameResult result, boolean firstIsBlack) {
    @Nullable Colour winner = result.winner();
    if (winner == null) {
      return result.end() == GameResult.End.DRAW ? before.draws() : before;
    }
    return (winner == Colour.BLACK) == firstIsBlack ? before.wins() : before.loses();
  }
}

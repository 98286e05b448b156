package org.tengen.go.player;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Game;
import org.tengen.go.playout.DeadStones;
import org.tengen.go.search.Choice;
import org.tengen.go.search.Search;
import org.tengen.go.search.SearchSettings;
import org.tengen.go.search.Visited;

/** Chooses moves by {@link Search}: as many simulations as its settings say, or as time allows. */
public final class UctPlayer implements Player {
  /** Simulations between two looks at the clock. */
  private static final int PIECE = 16;

  private final SearchSettings settings;
  private final LongSupplier nanoTime;
  private long seed;
  private @Nullable Search search;
  private @Nullable BoardSize searched;

  /**
   * A player that has not begun a game.
   *
   * @param nanoTime for limits of time
   */
  public UctPlayer(SearchSettings settings, LongSupplier nanoTime) {
    this.settings = settings;
    this.nanoTime = nanoTime;
  }

  @Override
  public String name() {
    return "uct:" + settings.simulations();
  }

  @Override
  public void newGame(long gameSeed) {
    seed = gameSeed;
    search = null;
  }

  @Override
  public OptionalInt choose(Game game, Colour colour, Thinking thinking) {
    Search thinker = begin(game, colour, thinking.mayPass());
    Optional<Watch> watch = thinking.watch();
    long start = nanoTime.getAsLong();
    long end = thinking.atMost().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    Reports reports = new Reports(watch, () -> analysis(thinker.visited()), start);
    int left = thinker.isDecided() ? 0 : settings.simulations();
    while (left > 0) {
      thinker.simulate(Math.min(PIECE, left));
      left -= PIECE;
      long now = nanoTime.getAsLong();
      reports.look(now);
      if (now - start > end) {
        break;
      }
    }
    Choice choice = thinker.choice();
    return choice.resigns() ? OptionalInt.empty() : OptionalInt.of(choice.move());
  }

  @Override
  public void analyse(Game game, Colour colour, Watch watch) {
    Search thinker = begin(game, colour, true);
    if (thinker.isDecided()) {
      return;
    }
    Reports reports =
        new Reports(Optional.of(watch), () -> analysis(thinker.visited()), nanoTime.getAsLong());
    do {
      thinker.simulate(PIECE);
      reports.look(nanoTime.getAsLong());
    } while (!watch.enough().getAsBoolean());
    reports.last();
  }

  @Override
  public int[] dead(Game game) {
    return DeadStones.of(game, seed);
  }

  private Search begin(Game game, Colour colour, boolean mayPass) {
    Search thinker = search;
    if (thinker == null || !game.size().equals(searched)) {
      thinker = new Search(game.size(), settings, seed);
      search = thinker;
      searched = game.size();
    }
    Game seen = game;
    if (game.toMove() != colour) {
      seen = game.copy();
      seen.setToMove(colour);
    }
    thinker.begin(seen, mayPass);
    return thinker;
  }

  private static Analysis analysis(List<Visited> visited) {
    return new Analysis(
        visited.stream()
            .map(
                move -> Reports.candidate(move.visits(), move.winRate(), move.share(), move.line()))
            .toList());
  }
}

package org.tengen.go.gtp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Game;
import org.tengen.go.Legality;
import org.tengen.go.player.Analysis;
import org.tengen.go.player.Player;
import org.tengen.go.player.Thinking;
import org.tengen.go.player.Watch;

/**
 * Plays the first legal point in reading order, and takes notes. It resigns, fails, calls stones
 * dead or refuses large boards where a test tells it to.
 */
final class FirstPointPlayer implements Player {
  final List<Long> seeds = new ArrayList<>();
  final List<Optional<Duration>> limits = new ArrayList<>();
  boolean resigns;
  boolean fails;
  int largest = BoardSize.MAX;
  int[] dead = {};

  @Override
  public String name() {
    return "first point";
  }

  @Override
  public boolean plays(BoardSize size) {
    return size.columns() <= largest;
  }

  @Override
  public void newGame(long seed) {
    seeds.add(seed);
  }

  @Override
  public OptionalInt choose(Game game, Colour colour, Thinking thinking) {
    limits.add(thinking.atMost());
    if (fails) {
      throw new IllegalStateException("a fault of the player");
    }
    if (resigns) {
      return OptionalInt.empty();
    }
    int move = first(game, colour);
    thinking.watch().ifPresent(watch -> watch.report().accept(analysis(move)));
    return OptionalInt.of(thinking.mayPass() && isAfterPass(game) ? BoardSize.PASS : move);
  }

  private static boolean isAfterPass(Game game) {
    return game.moves() > 0 && game.move(game.moves() - 1) == BoardSize.PASS;
  }

  private static int first(Game game, Colour colour) {
    for (int point : game.size().points()) {
      if (game.legality(colour, point) == Legality.LEGAL) {
        return point;
      }
    }
    return BoardSize.PASS;
  }

  private static Analysis analysis(int move) {
    return new Analysis(
        List.of(
            new Analysis.Candidate(move, 20, 0.625, 0.5, 0.25, List.of(move, BoardSize.PASS)),
            new Analysis.Candidate(BoardSize.PASS, 10, 0, 0, 0.125, List.of(BoardSize.PASS))));
  }

  @Override
  public void analyse(Game game, Colour colour, Watch watch) {
    if (fails) {
      throw new IllegalStateException("a fault of the player");
    }
    watch.report().accept(analysis(first(game, colour)));
    while (!watch.enough().getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  @Override
  public int[] dead(Game game) {
    return dead;
  }
}

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
import org.tengen.go.planes.Evaluator;
import org.tengen.go.playout.DeadStones;
import org.tengen.go.puct.Considered;
import org.tengen.go.puct.PuctSearch;
import org.tengen.go.puct.PuctSettings;
import org.tengen.go.puct.RootSettings;
import org.tengen.go.search.Choice;

/**
 * Chooses moves by {@link PuctSearch} with a network: as many simulations as it was given, or as
 * time allows. It plays boards of one size.
 */
public final class NetworkPlayer implements Player {
  private final String name;
  private final Evaluator network;
  private final PuctSettings settings;
  private final int simulations;
  private final double resignBelow;
  private final LongSupplier nanoTime;
  private final float[] planes;
  private final float[] policies;
  private final float[] values;
  private long seed;
  private @Nullable PuctSearch search;

  /**
   * A player that has not begun a game.
   *
   * @param simulations for a move, 1 or more
   * @param resignBelow the chance to win below which it resigns; 0 is never
   * @param nanoTime for limits of time
   */
  public NetworkPlayer(
      String name,
      Evaluator network,
      PuctSettings settings,
      int simulations,
      double resignBelow,
      LongSupplier nanoTime) {
    this.name = name;
    this.network = network;
    this.settings = settings;
    this.simulations = simulations;
    this.resignBelow = resignBelow;
    this.nanoTime = nanoTime;
    planes = new float[settings.leaves() * network.input().floats()];
    policies = new float[settings.leaves() * network.input().moves()];
    values = new float[settings.leaves()];
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean plays(BoardSize size) {
    return size.equals(network.input().size());
  }

  @Override
  public void newGame(long gameSeed) {
    seed = gameSeed;
    search = null;
  }

  @Override
  public OptionalInt choose(Game game, Colour colour, Thinking thinking) {
    PuctSearch thinker = begin(game, colour, thinking.mayPass(), simulations);
    long start = nanoTime.getAsLong();
    long end = thinking.atMost().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    Reports reports = reports(thinker, thinking.watch(), start);
    boolean more = true;
    while (more && think(thinker)) {
      long now = nanoTime.getAsLong();
      reports.look(now);
      more = now - start <= end;
    }
    Choice choice = thinker.choice(0, resignBelow);
    return choice.resigns() ? OptionalInt.empty() : OptionalInt.of(choice.move());
  }

  @Override
  public void analyse(Game game, Colour colour, Watch watch) {
    PuctSearch thinker = begin(game, colour, true, Integer.MAX_VALUE);
    think(thinker);
    if (thinker.isDecided()) {
      return;
    }
    Reports reports = reports(thinker, Optional.of(watch), nanoTime.getAsLong());
    boolean more = true;
    do {
      more = think(thinker);
      reports.look(nanoTime.getAsLong());
    } while (more && !watch.enough().getAsBoolean());
    reports.last();
  }

  @Override
  public int[] dead(Game game) {
    return DeadStones.of(game, seed);
  }

  private PuctSearch begin(Game game, Colour colour, boolean mayPass, int wanted) {
    PuctSearch thinker = search;
    if (thinker == null) {
      thinker = new PuctSearch(network.input(), settings, seed);
      search = thinker;
    }
    Game seen = game;
    if (game.toMove() != colour) {
      seen = game.copy();
      seen.setToMove(colour);
    }
    thinker.begin(seen, RootSettings.plain(wanted), mayPass);
    return thinker;
  }

  /** Lets the search go on by what it asks for at once; false if it is done. */
  private boolean think(PuctSearch thinker) {
    int asked = thinker.ask(planes, 0);
    if (asked > 0) {
      try {
        network.evaluate(asked, planes, policies, values);
        thinker.tell(policies, values, 0);
      } catch (RuntimeException e) {
        // whoever plays on begins with another search
        search = null;
        throw e;
      }
    }
    return asked > 0;
  }

  private static Reports reports(PuctSearch thinker, Optional<Watch> watch, long start) {
    return new Reports(watch, () -> analysis(thinker.considered()), start);
  }

  private static Analysis analysis(List<Considered> considered) {
    return new Analysis(
        considered.stream()
            .map(
                move -> Reports.candidate(move.visits(), move.winRate(), move.prior(), move.line()))
            .toList());
  }
}

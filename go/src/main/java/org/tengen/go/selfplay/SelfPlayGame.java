package org.tengen.go.selfplay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tengen.go.Colour;
import org.tengen.go.Game;
import org.tengen.go.GoException;
import org.tengen.go.Scoring;
import org.tengen.go.planes.InputPlanes;
import org.tengen.go.playout.Dice;
import org.tengen.go.puct.PuctSearch;
import org.tengen.go.puct.RootSettings;
import org.tengen.go.search.Choice;
import org.tengen.go.sgf.GameResult;

/**
 * A game that a network plays against itself. Like a search it asks for evaluations and is told
 * them, until it is over.
 *
 * <p>It ends with two passes, a resignation, or after twice as many moves as the board has points,
 * and is then counted as it stands, every stone alive. Its settings, its seed and what it is told
 * decide it to the bit, whatever other games are played beside it.
 */
public final class SelfPlayGame {
  private static final int MOVES_PER_POINT = 2;

  /** Keeps the game's own dice apart from those of its searches. */
  private static final long OWN = 0x5DEECE66DL;

  private final int number;
  private final Game game;
  private final SelfPlaySettings settings;
  private final PuctSearch search;
  private final Dice dice;
  private final RootSettings fast;
  private final boolean playedOut;
  private final List<Target> targets = new ArrayList<>();
  private double lowestBlack = 1;
  private double lowestWhite = 1;
  private boolean full;
  private @Nullable GameResult result;

  /**
   * A game from an empty board.
   *
   * @param number what it is called
   * @param start the game that it begins as, which is its own from here on; counted by area
   * @param seed where all that is random in it comes from; {@link #seed} makes one
   * @throws GoException for rules that count territory, by which dead stones are not played out
   */
  public SelfPlayGame(
      int number, Game start, InputPlanes input, SelfPlaySettings settings, long seed) {
    if (start.rules().scoring() != Scoring.AREA) {
      throw new GoException("rules: count territory; expected rules that count area, e.g. Chinese");
    }
    this.number = number;
    this.game = start;
    this.settings = settings;
    search = new PuctSearch(input, settings.tree(), seed);
    dice = new Dice(seed ^ OWN);
    fast = RootSettings.plain(settings.cap().fastSimulations());
    playedOut = dice.unit() < settings.resignation().playedOut();
    begin();
  }

  /** The seed of a game of an iteration of a run; each of the three makes it another. */
  public static long seed(long run, int iteration, int game) {
    return mix(mix(mix(run) + iteration) + game);
  }

  /** A step of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long number) {
    long z = number + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private void begin() {
    full = dice.unit() < settings.cap().fullShare();
    search.begin(game, full ? settings.full() : fast);
  }

  /**
   * Plays on until it needs evaluations, and asks for them; {@link #tell} says them.
   *
   * @param planes receives the positions, behind {@code at} others of as many floats
   * @return how many; 0 only if the game is over
   */
  public int ask(float[] planes, int at) {
    int asked = 0;
    while (result == null && asked == 0) {
      asked = search.ask(planes, at);
      if (asked == 0) {
        move();
      }
    }
    return asked;
  }

  /** Says what was asked for: policies and values behind those of {@code at} other positions. */
  public void tell(float[] policies, float[] values, int at) {
    search.tell(policies, values, at);
  }

  private void move() {
    boolean decided = search.isDecided();
    double below = playedOut ? 0 : settings.resignation().below();
    Choice choice = search.choice(settings.drawing().at(game.moves()), below);
    if (!decided) {
      note(Math.max(choice.winRate(), search.winRate()));
    }
    if (choice.resigns()) {
      result = GameResult.won(game.toMove().opponent(), GameResult.End.RESIGNATION);
      return;
    }
    if (full && !decided) {
      targets.add(new Target(game.moves(), search.target()));
    }
    game.play(choice.move());
    if (game.isOver() || game.moves() >= MOVES_PER_POINT * game.size().area()) {
      result = GameResult.of(game.score());
    } else {
      begin();
    }
  }

  private void note(double chance) {
    if (game.toMove() == Colour.BLACK) {
      lowestBlack = Math.min(lowestBlack, chance);
    } else {
      lowestWhite = Math.min(lowestWhite, chance);
    }
  }

  /** Positions that it asks for at a time, at most. */
  int leaves() {
    return settings.tree().leaves();
  }

  /** The finished game. */
  public SelfPlayed played() {
    GameResult end = result;
    if (end == null) {
      throw new IllegalStateException("game " + number + " is not over");
    }
    SelfPlayed.Outlook outlook = new SelfPlayed.Outlook(lowestBlack, lowestWhite, playedOut);
    return new SelfPlayed(number, game, end, targets, outlook);
  }
}

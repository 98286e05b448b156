package org.tengen.jobs.settings;

import java.time.Duration;
import java.util.Optional;
import org.tengen.driver.WrongSetting;
import org.tengen.go.BoardSize;
import org.tengen.go.GoException;
import org.tengen.go.Rules;
import org.tengen.go.match.MatchSettings;
import org.tengen.go.puct.PuctSettings;
import org.tengen.go.search.SearchSettings;

/** What the jobs that play Go are told, as the game's own module takes it. */
public final class GoSettings {
  /** A person who looks at a game goes back and forth in it. */
  private static final int EVALUATIONS_KEPT = 1 << 14;

  private final Values values;

  /** The typed settings of {@code gtp} or {@code match}. */
  public GoSettings(Values values) {
    this.values = values;
  }

  /** The board that {@code gtp} begins with. */
  public BoardSize firstSize() {
    return values.get(GoCatalogue.FIRST_SIZE);
  }

  /**
   * The board that {@code gtp} begins with where a network plays, which knows one alone.
   *
   * @throws WrongSetting if another was asked for
   */
  public BoardSize firstSize(BoardSize networks) {
    if (isGiven(GoCatalogue.FIRST_SIZE) && !firstSize().equals(networks)) {
      throw new WrongSetting(
          "size=" + firstSize() + ": expected " + networks + ", the board of the network");
    }
    return networks;
  }

  /** With the komi that was asked for. */
  public Rules rules() {
    return values.get(GoCatalogue.RULES_OF_GAME).withKomi(values.get(GoCatalogue.KOMI_OF_GAME));
  }

  /** The same where a network plays, whose rules and komi they are if no others were asked for. */
  public Rules rules(Rules networks) {
    Rules rules = isGiven(GoCatalogue.RULES_OF_GAME) ? rules() : networks;
    double komi = isGiven(GoCatalogue.KOMI_OF_GAME) ? rules().komi() : networks.komi();
    return rules.withKomi(komi);
  }

  private boolean isGiven(Setting<?> setting) {
    return values.origin(setting).level() != Origin.Level.DEFAULT;
  }

  /** The folder of the network that {@code gtp} plays with. */
  public Optional<String> model() {
    return values.get(GoCatalogue.MODEL);
  }

  /** How a network's tree is searched. */
  public PuctSettings tree() {
    PuctSettings usual = PuctSettings.DEFAULT;
    return new PuctSettings(
        values.get(GoCatalogue.C_PUCT),
        usual.firstPlayReduction(),
        values.get(GoCatalogue.LEAVES),
        usual.turned(),
        EVALUATIONS_KEPT);
  }

  /** That a network computes on. */
  public int networkThreads() {
    return values.get(GoCatalogue.NETWORK_THREADS);
  }

  /** The chance to win below which a player resigns; 0 is never. */
  public double resignBelow() {
    return values.get(GoCatalogue.RESIGN_BELOW).orElse(0.0);
  }

  public long seed() {
    return values.get(GoCatalogue.SEED);
  }

  /** For a move of a player that has no number of its own. */
  public int simulations() {
    return values.get(GoCatalogue.SIMULATIONS);
  }

  /** A search with so many playouts for a move. */
  public SearchSettings search(int simulations) {
    return SearchSettings.of(simulations).withResignBelow(resignBelow());
  }

  /** Of a match's engines. */
  public Duration answerDeadline() {
    return values.get(GoCatalogue.ANSWER_DEADLINE);
  }

  /** The folder that was asked for. */
  public Optional<String> out() {
    return values.get(GoCatalogue.OUT);
  }

  /**
   * What a match plays.
   *
   * @throws WrongSetting for an opening that leaves no game
   */
  public MatchSettings match() {
    try {
      return new MatchSettings(
          values.get(GoCatalogue.SIZE_OF_MATCH),
          rules(),
          values.get(GoCatalogue.GAMES),
          values.get(GoCatalogue.OPENING_MOVES),
          seed());
    } catch (GoException e) {
      throw new WrongSetting(String.valueOf(e.getMessage()), e);
    }
  }
}

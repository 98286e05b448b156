package org.tengen.jobs.settings;

import java.time.Duration;
import java.util.Optional;
import org.tengen.driver.WrongSetting;
import org.tengen.go.BoardSize;
import org.tengen.go.GoException;
import org.tengen.go.Rules;
import org.tengen.go.match.MatchSettings;
import org.tengen.go.search.SearchSettings;

/** What the jobs that play Go are told, as the game's own module takes it. */
public final class GoSettings {
  private final Values values;

  /** The typed settings of {@code gtp} or {@code match}. */
  public GoSettings(Values values) {
    this.values = values;
  }

  /** The board that {@code gtp} begins with. */
  public BoardSize firstSize() {
    return values.get(GoCatalogue.FIRST_SIZE);
  }

  /** With the komi that was asked for. */
  public Rules rules() {
    return values.get(GoCatalogue.RULES_OF_GAME).withKomi(values.get(GoCatalogue.KOMI_OF_GAME));
  }

  public long seed() {
    return values.get(GoCatalogue.SEED);
  }

  /** Playouts for a move of a player that has no number of its own. */
  public int simulations() {
    return values.get(GoCatalogue.SIMULATIONS);
  }

  /** A search with so many playouts for a move. */
  public SearchSettings search(int simulations) {
    return SearchSettings.of(simulations)
        .withResignBelow(values.get(GoCatalogue.RESIGN_BELOW).orElse(0.0));
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

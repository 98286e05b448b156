package org.tengen.worker.games;

import java.util.Arrays;
import org.tengen.corpus.partition.Tokens;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.go.BoardSize;
import org.tengen.go.examples.ExampleGame;

/**
 * The positions of some games, numbered one game after the other. Games stay where they are and are
 * played again up to a position when that is asked for; on the heap are two numbers a game.
 */
public final class LaneGames {
  private static final int FIRST_GAMES = 1024;

  private final Tokens tokens;
  private final BoardSize size;
  private int games;

  /** Where each game begins among the tokens, and behind them where the last one ended. */
  private long[] starts = new long[FIRST_GAMES];

  /** The number of each game's first position, and behind them that of all. */
  private long[] positions = new long[FIRST_GAMES];

  /**
   * One of the positions.
   *
   * @param game that it is of
   * @param turn the number of the turn that follows, from 0
   */
  public record Position(ExampleGame game, int turn) {}

  /** The games that are sentences of {@code tokens}, as {@link GameTokens} has them. */
  public LaneGames(Tokens tokens, BoardSize size) {
    this.tokens = tokens;
    this.size = size;
    for (long at = 0; at < tokens.size(); at++) {
      if (tokens.at(at) == Vocabulary.END) {
        add(at + 1);
      }
    }
  }

  /**
   * A game that ends before a token: what is between it and the one before is outcome and turns.
   */
  private void add(long end) {
    int next = games + 1;
    if (next == starts.length) {
      starts = Arrays.copyOf(starts, 2 * next);
      positions = Arrays.copyOf(positions, 2 * next);
    }
    starts[next] = end;
    positions[next] = positions[games] + end - starts[games] - 2;
    games = next;
  }

  /** How many there are. */
  public long positions() {
    return positions[games];
  }

  /** The games themselves. */
  public int games() {
    return games;
  }

  /** The board of all games. */
  public BoardSize size() {
    return size;
  }

  /** The position with a number from 0. */
  public Position position(long number) {
    int found = Arrays.binarySearch(positions, 0, games, number);
    int game = found >= 0 ? found : -found - 2;
    return new Position(game(game), (int) (number - positions[game]));
  }

  private ExampleGame game(int game) {
    int[] numbers = new int[(int) (starts[game + 1] - starts[game] - 1)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = tokens.at(starts[game] + i) - Vocabulary.SPECIALS;
    }
    return ExampleGame.ofNumbers(size, numbers);
  }
}

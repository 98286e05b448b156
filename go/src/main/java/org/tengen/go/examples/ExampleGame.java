package org.tengen.go.examples;

import java.util.List;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Game;
import org.tengen.go.KoRule;
import org.tengen.go.Rules;
import org.tengen.go.planes.Symmetry;
import org.tengen.go.sgf.GameInfo;
import org.tengen.go.sgf.GameTree;
import org.tengen.go.sgf.Replay;
import org.tengen.go.sgf.SgfException;

/**
 * A game to learn from: every position of it but the last is a sample, which has the move that was
 * played there and what became of who played it.
 *
 * @param turns what was played: twice the place of the move (points row by row, and behind them the
 *     pass), and 1 more where White played it
 */
public record ExampleGame(BoardSize size, Outcome outcome, int[] turns) {
  /** No move that any rules allow is refused here, but taking a ko back at once. */
  private static final Rules ALL_ALLOWED =
      Rules.TROMP_TAYLOR.withKo(KoRule.SIMPLE).withSuicide(true);

  /** What {@link #key} is mixed with: an odd number without a pattern. */
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private static final int OUTCOMES = Outcome.values().length;

  /**
   * Of a record's main line.
   *
   * @param wanted the only board that is accepted
   * @throws UnusableGameException for a record that nothing is learned from
   */
  public static ExampleGame of(GameTree tree, BoardSize wanted) throws UnusableGameException {
    Outcome outcome = outcome(tree, wanted);
    Replay replay = replay(tree);
    List<Replay.Move> moves = replay.moves();
    int[] turns = new int[moves.size()];
    for (int i = 0; i < turns.length; i++) {
      turns[i] = turn(wanted, moves.get(i).colour(), moves.get(i).point());
    }
    if (turns.length == 0) {
      throw unusable(tree, Unusable.NO_MOVE, "the game has no move");
    }
    return new ExampleGame(wanted, outcome, turns);
  }

  private static Outcome outcome(GameTree tree, BoardSize wanted) throws UnusableGameException {
    GameInfo info = GameInfo.of(tree);
    try {
      BoardSize size = info.size();
      if (!size.equals(wanted)) {
        throw unusable(
            tree, Unusable.OTHER_BOARD, "the board is %s; expected %s".formatted(size, wanted));
      }
    } catch (SgfException e) {
      throw new UnusableGameException(Unusable.OTHER_BOARD, String.valueOf(e.getMessage()));
    }
    return Outcome.of(info.result())
        .orElseThrow(
            () ->
                unusable(
                    tree,
                    Unusable.NO_RESULT,
                    "RE[%s] names neither a winner nor a draw"
                        .formatted(info.text("RE").orElse(""))));
  }

  /** The whole main line, played under rules that allow all but a ko taken back. */
  private static Replay replay(GameTree tree) throws UnusableGameException {
    try {
      for (String setup : List.of("AB", "AW", "AE")) {
        if (tree.mainLine().stream().anyMatch(node -> node.property(setup).isPresent())) {
          throw unusable(tree, Unusable.SET_UP, setup + " sets stones up");
        }
      }
      return Replay.of(tree, ALL_ALLOWED).toEnd();
    } catch (SgfException e) {
      throw new UnusableGameException(Unusable.ILLEGAL_MOVE, String.valueOf(e.getMessage()));
    }
  }

  private static UnusableGameException unusable(GameTree tree, Unusable reason, String message) {
    return new UnusableGameException(reason, tree.root().where() + ": " + message);
  }

  private static int turn(BoardSize size, Colour colour, int point) {
    int place = point == BoardSize.PASS ? size.area() : size.index(point);
    return 2 * place + (colour == Colour.WHITE ? 1 : 0);
  }

  /** How many samples the game is. */
  public int positions() {
    return turns.length;
  }

  /** Who plays the {@code number}th turn from 0. */
  public Colour mover(int number) {
    return (turns[number] & 1) == 0 ? Colour.BLACK : Colour.WHITE;
  }

  /** The place of the {@code number}th turn's move: a point row by row, or behind them the pass. */
  public int place(int number) {
    return turns[number] >> 1;
  }

  /** What the position before the {@code number}th turn is worth for who moves there. */
  public int value(int number) {
    return outcome.valueFor(mover(number));
  }

  /** The position before the {@code number}th turn from 0, with the moves that led there. */
  public Game before(int number) {
    Game game = new Game(size, ALL_ALLOWED);
    for (int i = 0; i < number; i++) {
      game.play(mover(i), move(i));
    }
    if (game.toMove() != mover(number)) {
      game.setToMove(mover(number));
    }
    return game;
  }

  private int move(int number) {
    int place = place(number);
    return place == size.area() ? BoardSize.PASS : size.pointAt(place);
  }

  /**
   * A number, 0 or more, that two games share if one is the other turned or mirrored, whatever
   * became of them; two that differ share it with a chance of 2^-63.
   *
   * @param symmetries all of the board
   */
  public long key(List<Symmetry> symmetries) {
    long least = Long.MAX_VALUE;
    for (Symmetry symmetry : symmetries) {
      long hash = size.columns() * 31L + size.rows();
      for (int turn : turns) {
        hash = mix(hash * MULTIPLIER + 2L * symmetry.image(turn >> 1) + (turn & 1) + 1);
      }
      least = Math.min(least, hash >>> 1);
    }
    return least;
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The outcome and the turns as one list of numbers from 0 on, below {@link #numbers}. */
  public int[] toNumbers() {
    int[] numbers = new int[turns.length + 1];
    numbers[0] = outcome.number();
    for (int i = 0; i < turns.length; i++) {
      numbers[i + 1] = OUTCOMES + turns[i];
    }
    return numbers;
  }

  /** The number that all of {@link #toNumbers} are below. */
  public static int numbers(BoardSize size) {
    return OUTCOMES + 2 * (size.area() + 1);
  }

  /** What {@link #toNumbers} was made of. */
  public static ExampleGame ofNumbers(BoardSize size, int[] numbers) {
    int[] turns = new int[numbers.length - 1];
    for (int i = 0; i < turns.length; i++) {
      turns[i] = numbers[i + 1] - OUTCOMES;
    }
    return new ExampleGame(size, Outcome.of(numbers[0]), turns);
  }
}

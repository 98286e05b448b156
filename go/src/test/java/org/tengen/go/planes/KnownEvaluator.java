package org.tengen.go.planes;

import java.util.Arrays;
import org.tengen.go.Colour;
import org.tengen.go.Game;
import org.tengen.go.Rules;
import org.tengen.go.playout.Dice;
import org.tengen.go.playout.LightPlayout;
import org.tengen.go.playout.PlayoutBoard;

/** Evaluators of which a test knows what they say, and how often they were asked. */
public abstract class KnownEvaluator implements Evaluator {
  private final InputPlanes input;
  private int positions;
  private int calls;
  private int largest;

  protected KnownEvaluator(InputPlanes input) {
    this.input = input;
  }

  /** Every move alike, and the value of the board as it stands by area, a point 1 / area. */
  public static KnownEvaluator counting(InputPlanes input, Rules rules) {
    return new KnownEvaluator(input) {
      @Override
      protected float evaluate(float[] planes, float[] policy) {
        Arrays.fill(policy, 1);
        Game game = game(planes, rules);
        double margin = game.score().margin() / game.size().area();
        double own = game.toMove() == Colour.BLACK ? margin : -margin;
        return (float) Math.max(-1, Math.min(1, own));
      }
    };
  }

  /** Every move alike, and the mean result of a few playouts. */
  public static KnownEvaluator playouts(InputPlanes input, Rules rules) {
    return new KnownEvaluator(input) {
      @Override
      protected float evaluate(float[] planes, float[] policy) {
        Arrays.fill(policy, 1);
        Game game = game(planes, rules);
        int colour = game.toMove() == Colour.BLACK ? PlayoutBoard.BLACK : PlayoutBoard.WHITE;
        Dice dice = new Dice(game.situationHash());
        PlayoutBoard board = new PlayoutBoard(game.size());
        int won = 0;
        for (int i = 0; i < 16; i++) {
          board.set(game);
          new LightPlayout().run(board, colour, dice);
          won += board.areaMargin() > game.compensation() ? 1 : 0;
        }
        return game.toMove() == Colour.BLACK ? won / 8f - 1 : 1 - won / 8f;
      }
    };
  }

  /** Numbers that mean nothing, and are the same for the same planes and for no others. */
  public static KnownEvaluator hashed(InputPlanes input) {
    return new KnownEvaluator(input) {
      @Override
      protected float evaluate(float[] planes, float[] policy) {
        Dice dice = new Dice(Arrays.hashCode(planes));
        for (int i = 0; i < policy.length; i++) {
          policy[i] = dice.below(1000) / 1000f;
        }
        return dice.below(1801) / 1000f - 0.9f;
      }
    };
  }

  /** What it says of one position: fills the policy, and returns the value. */
  protected abstract float evaluate(float[] planes, float[] policy);

  @Override
  public InputPlanes input() {
    return input;
  }

  @Override
  public void evaluate(int asked, float[] planes, float[] policies, float[] values) {
    for (int i = 0; i < asked; i++) {
      float[] position = Arrays.copyOfRange(planes, i * input.floats(), (i + 1) * input.floats());
      float[] policy = new float[input.moves()];
      values[i] = evaluate(position, policy);
      System.arraycopy(policy, 0, policies, i * input.moves(), policy.length);
    }
    positions += asked;
    calls++;
    largest = Math.max(largest, asked);
  }

  public int positions() {
    return positions;
  }

  public int calls() {
    return calls;
  }

  /** The most positions that it was asked for at once. */
  public int largest() {
    return largest;
  }

  /** The board that planes show. */
  protected final Game game(float[] planes, Rules rules) {
    int area = input.size().area();
    boolean black = planes[planes.length - 1] == 1;
    Game game = new Game(input.size(), rules);
    int[] own = stones(planes, 0);
    int[] others = stones(planes, area);
    game.setUp(black ? own : others, black ? others : own, new int[0]);
    game.setToMove(black ? Colour.BLACK : Colour.WHITE);
    return game;
  }

  private int[] stones(float[] planes, int offset) {
    return Arrays.stream(input.size().points())
        .filter(point -> planes[offset + input.size().index(point)] == 1)
        .toArray();
  }
}

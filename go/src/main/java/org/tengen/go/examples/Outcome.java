package org.tengen.go.examples;

import java.util.Optional;
import org.tengen.go.Colour;
import org.tengen.go.sgf.GameResult;

/** How a game ended, as far as a value is learned from it. */
public enum Outcome {
  /** Black has won. */
  BLACK_WON(0, 1),
  /** White has won. */
  WHITE_WON(1, -1),
  /** Nobody has: the points were equal. */
  DRAWN(2, 0);

  /** As a part of {@link ExampleGame#toNumbers}. */
  private final int number;

  private final int forBlack;

  Outcome(int number, int forBlack) {
    this.number = number;
    this.forBlack = forBlack;
  }

  /** Of a record's result; empty where it names neither a winner nor a draw. */
  static Optional<Outcome> of(GameResult result) {
    if (result.winner() != null) {
      return Optional.of(result.winner() == Colour.BLACK ? BLACK_WON : WHITE_WON);
    }
    return result.end() == GameResult.End.DRAW ? Optional.of(DRAWN) : Optional.empty();
  }

  /** Its number, from 0. */
  int number() {
    return number;
  }

  /** That with a number. */
  static Outcome of(int number) {
    for (Outcome each : values()) {
      if (each.number == number) {
        return each;
      }
    }
    throw new IllegalArgumentException("outcome " + number + ": expected 0 to 2");
  }

  /** What it is worth for a player: 1 won, -1 lost, 0 drawn. */
  public int valueFor(Colour colour) {
    return colour == Colour.BLACK ? forBlack : -forBlack;
  }
}

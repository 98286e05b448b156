package org.tengen.go.gtp;

import java.util.Arrays;
import java.util.Objects;
import org.tengen.go.Colour;
import org.tengen.go.Game;
import org.tengen.go.GoException;
import org.tengen.go.Rules;

/** A game under other rules than it was begun with. */
final class Replaying {
  private Replaying() {}

  /**
   * The same game under {@code rules}: its beginning and its moves; or only the board as it stands,
   * where a move would not have been allowed under them.
   */
  static Game under(Rules rules, Game game) {
    Game start = game.copy();
    boolean undone = true;
    while (undone) {
      undone = start.undo();
    }
    Game replayed = beginning(rules, start);
    try {
      for (int move = 0; move < game.moves(); move++) {
        replayed.play(game.mover(move), game.move(move));
      }
    } catch (GoException e) {
      replayed = beginning(rules, game);
    }
    replayed.setToMove(game.toMove());
    return replayed;
  }

  /** A new game from the board of {@code from}. */
  private static Game beginning(Rules rules, Game from) {
    Game game = new Game(from.size(), rules);
    int[] black = stones(from, Colour.BLACK);
    int[] white = stones(from, Colour.WHITE);
    if (from.moves() == 0 && from.handicap() > 0 && white.length == 0) {
      game.placeHandicap(black);
    } else {
      game.setUp(black, white, new int[0]);
    }
    game.setToMove(from.toMove());
    return game;
  }

  private static int[] stones(Game game, Colour colour) {
    return Arrays.stream(game.size().points())
        .filter(point -> Objects.equals(game.at(point), colour))
        .toArray();
  }
}

package org.tengen.go.match;

import java.util.List;
import java.util.Map;
import org.tengen.go.Colour;
import org.tengen.go.Game;
import org.tengen.go.sgf.GameRecord;
import org.tengen.go.sgf.GameResult;
import org.tengen.go.sgf.GameTree;
import org.tengen.go.sgf.Property;

/**
 * A game of a match, finished.
 *
 * @param number from 1
 * @param names of the players
 * @param game with all moves
 * @param result by the referee
 * @param said what the players say that it comes to, of those who do
 * @param note what was out of the ordinary, in one line; empty if nothing was
 */
public record Played(
    int number,
    Map<Colour, String> names,
    Game game,
    GameResult result,
    Map<Colour, String> said,
    String note) {

  /** Did a player, of a game that was counted, name another winner than the referee? */
  public boolean isDisputed() {
    return said.values().stream()
        .anyMatch(text -> GameResult.parse(text).winner() != result.winner());
  }

  /** Its record. */
  public GameTree record() {
    StringBuilder comment = new StringBuilder("The referee says " + result + ".");
    said.forEach(
        (colour, text) ->
            comment.append('\n').append(name(colour)).append(" says ").append(text).append('.'));
    if (!note.isEmpty()) {
      comment.append('\n').append(note);
    }
    return GameRecord.of(
        game,
        List.of(
            Property.text("PB", name(Colour.BLACK)),
            Property.text("PW", name(Colour.WHITE)),
            Property.text("RE", result.toString()),
            Property.text("RO", Integer.toString(number)),
            Property.text("C", comment.toString())));
  }

  private String name(Colour colour) {
    return names.getOrDefault(colour, "");
  }
}

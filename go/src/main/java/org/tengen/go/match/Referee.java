package org.tengen.go.match;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.tengen.go.Colour;
import org.tengen.go.Coordinates;
import org.tengen.go.Game;
import org.tengen.go.Legality;
import org.tengen.go.gtp.EngineException;
import org.tengen.go.playout.DeadStones;
import org.tengen.go.sgf.GameResult;

/**
 * Leads one game from its opening to its result. A move that the rules do not allow loses it; two
 * passes end it, and then it is counted, without the stones that playouts find dead.
 */
final class Referee {
  private final Game game;
  private final Map<Colour, Contestant> sides;
  private final int mostMoves;
  private final Map<Colour, String> said = new EnumMap<>(Colour.class);
  private String note = "";

  Referee(Game opening, Map<Colour, Contestant> sides, int mostMoves) {
    this.game = opening;
    this.sides = new EnumMap<>(sides);
    this.mostMoves = mostMoves;
  }

  /** Plays it. */
  Played play(int number, long seed) throws InterruptedException {
    for (Contestant side : sides.values()) {
      side.begin(game, seed);
    }
    @Nullable GameResult result = null;
    while (result == null) {
      result = turn(seed);
    }
    Map<Colour, String> names = new EnumMap<>(Colour.class);
    sides.forEach((colour, side) -> names.put(colour, side.name()));
    return new Played(number, names, game, result, said, note);
  }

  private @Nullable GameResult turn(long seed) throws InterruptedException {
    if (game.isOver()) {
      return counted(seed);
    }
    if (game.moves() >= mostMoves) {
      note = "Broken off after " + mostMoves + " moves.";
      return new GameResult(null, GameResult.End.VOID, 0);
    }
    Colour colour = game.toMove();
    OptionalInt move = side(colour).choose(game);
    if (move.isEmpty()) {
      return GameResult.won(colour.opponent(), GameResult.End.RESIGNATION);
    }
    Legality legality = game.legality(colour, move.getAsInt());
    if (legality != Legality.LEGAL) {
      note = illegal(colour, move.getAsInt(), legality);
      return GameResult.won(colour.opponent(), GameResult.End.FORFEIT);
    }
    game.play(move.getAsInt());
    side(colour.opponent()).played(game);
    return null;
  }

  private String illegal(Colour colour, int move, Legality legality) {
    boolean onBoard = legality != Legality.OUTSIDE;
    return "%s, %s, played what is not allowed as move %d, %s: %s."
        .formatted(
            side(colour).name(),
            colour == Colour.BLACK ? "Black" : "White",
            game.moves() + 1,
            onBoard ? Coordinates.gtp(game.size(), move) : move,
            legality.reason());
  }

  private GameResult counted(long seed) throws InterruptedException {
    for (Map.Entry<Colour, Contestant> side : sides.entrySet()) {
      try {
        side.getValue().score(game).ifPresent(score -> said.put(side.getKey(), score));
      } catch (EngineException e) {
        note = String.valueOf(e.getMessage());
      }
    }
    return GameResult.of(game.score(DeadStones.of(game, seed)));
  }

  private Contestant side(Colour colour) {
    return Objects.requireNonNull(sides.get(colour));
  }
}

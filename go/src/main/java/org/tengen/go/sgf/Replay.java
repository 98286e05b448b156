package org.tengen.go.sgf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Coordinates;
import org.tengen.go.Game;
import org.tengen.go.GoException;
import org.tengen.go.KoRule;
import org.tengen.go.Rules;

/**
 * A record's main line, played onto a board move by move: setup, handicap, moves, passes.
 *
 * <p>Moves that repeat a position are played, and {@linkplain #superkoBreaks named}: many records
 * are of games under rules that allow it. What no rules allow, such as a stone on a stone, ends the
 * replay with a message that says which move it is and where it stands.
 */
public final class Replay {
  /**
   * A move of the main line.
   *
   * @param point a point of the board, or a pass
   */
  public record Move(Colour colour, int point) {}

  /** What one node does. */
  private record Step(Node node, Optional<Move> move) {}

  private final Game game;
  private final List<Step> steps;
  private final int handicap;
  private final Set<Long> positions = new HashSet<>();
  private final List<Integer> superkoBreaks = new ArrayList<>();
  private int next;
  private int moves;

  private Replay(Game game, List<Step> steps, int handicap) {
    this.game = game;
    this.steps = steps;
    this.handicap = handicap;
    positions.add(game.hash());
  }

  /**
   * At the empty board, under the record's rules; Tromp-Taylor's if it names none that are known.
   *
   * @throws SgfException for a record that is no game of Go on a board up to 19x19
   */
  public static Replay of(GameTree tree) {
    GameInfo info = GameInfo.of(tree);
    return of(tree, info.rules().orElseGet(() -> info.withKomi(Rules.TROMP_TAYLOR)));
  }

  /** At the empty board, under these rules but for superko. */
  public static Replay of(GameTree tree, Rules rules) {
    GameInfo info = GameInfo.of(tree);
    BoardSize size = info.size();
    List<Step> steps = new ArrayList<>();
    tree.mainLine().forEach(node -> steps.addAll(steps(node, size)));
    return new Replay(new Game(size, rules.withKo(KoRule.SIMPLE)), steps, info.handicap());
  }

  /** Setup comes before a move, as the order within a node means nothing. */
  private static List<Step> steps(Node node, BoardSize size) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(node, Optional.empty()));
    for (Property property : node.properties()) {
      if (property.name().equals("B") || property.name().equals("W")) {
        steps.add(new Step(node, Optional.of(move(node, property, size))));
      }
    }
    return steps;
  }

  private static Move move(Node node, Property property, BoardSize size) {
    Colour colour = property.name().equals("B") ? Colour.BLACK : Colour.WHITE;
    try {
      return new Move(colour, Coordinates.parseSgf(size, property.value().strip()));
    } catch (GoException e) {
      throw node.place().fault(property + ": " + e.getMessage());
    }
  }

  /** The game as it stands; whoever changes it, changes the replay. */
  public Game game() {
    return game;
  }

  /** All moves of the main line, played or to come. */
  public List<Move> moves() {
    return steps.stream().flatMap(step -> step.move.stream()).toList();
  }

  /** How many moves have been played. */
  public int played() {
    return moves;
  }

  /**
   * The numbers, from 1, of the moves so far that made a position which was on the board before.
   */
  public List<Integer> superkoBreaks() {
    return List.copyOf(superkoBreaks);
  }

  /**
   * Does the setup that comes before the next move.
   *
   * @return the next move, not played yet; empty at the end
   * @throws SgfException for a setup that cannot be
   */
  public Optional<Move> coming() {
    while (next < steps.size()) {
      Step step = steps.get(next);
      if (step.move.isPresent()) {
        return step.move;
      }
      setUp(step.node);
      next++;
    }
    return Optional.empty();
  }

  /**
   * Plays the next move; false if there is none.
   *
   * @throws SgfException for a move that is not allowed
   */
  public boolean step() {
    Optional<Move> move = coming();
    if (move.isEmpty()) {
      return false;
    }
    Node node = steps.get(next++).node;
    moves++;
    try {
      game.play(move.get().colour, move.get().point);
    } catch (GoException e) {
      throw node.place().fault("move " + moves + " of the record is illegal: " + e.getMessage());
    }
    if (move.get().point != BoardSize.PASS && !positions.add(game.hash())) {
      superkoBreaks.add(moves);
    }
    return true;
  }

  /** Plays to the end. */
  public Replay toEnd() {
    boolean more = true;
    while (more) {
      more = step();
    }
    return this;
  }

  /** Plays until the move of this number, from 1, comes next, or to the end. */
  public Replay toBefore(int number) {
    boolean more = true;
    while (more && moves < number - 1) {
      more = step();
    }
    coming();
    return this;
  }

  private void setUp(Node node) {
    int[] black = SgfPoints.of(node, "AB", game.size());
    int[] white = SgfPoints.of(node, "AW", game.size());
    int[] empty = SgfPoints.of(node, "AE", game.size());
    if (black.length + white.length + empty.length > 0) {
      try {
        place(black, white, empty);
      } catch (GoException e) {
        throw node.place().fault(String.valueOf(e.getMessage()));
      }
      positions.clear();
      positions.add(game.hash());
    }
    node.property("PL").ifPresent(turn -> game.setToMove(colour(node, turn.value())));
  }

  private void place(int[] black, int[] white, int[] empty) {
    boolean isEmpty = moves == 0 && game.hash() == 0;
    if (isEmpty && white.length == 0 && black.length == handicap) {
      game.placeHandicap(black);
    } else {
      game.setUp(black, white, empty);
    }
  }

  private static Colour colour(Node node, String value) {
    return switch (value.strip()) {
      case "B", "b", "black", "1" -> Colour.BLACK;
      case "W", "w", "white", "2" -> Colour.WHITE;
      default -> throw node.place().fault("PL[" + value + "]: expected B or W");
    };
  }
}

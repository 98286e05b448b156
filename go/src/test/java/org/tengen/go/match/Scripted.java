package org.tengen.go.match;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.tengen.go.BoardSize;
import org.tengen.go.Coordinates;
import org.tengen.go.Game;
import org.tengen.go.gtp.EngineException;

/**
 * Plays in every game what it was told, then passes; takes notes. {@code resign} resigns, {@code
 * die} fails, a number is played as it is.
 */
final class Scripted implements Contestant {
  final List<String> notes = new ArrayList<>();
  private final String name;
  private final List<String> moves;
  private final Deque<String> left = new ArrayDeque<>();
  String score = "";

  Scripted(String name, String... moves) {
    this.name = name;
    this.moves = List.of(moves);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void begin(Game game, long seed) {
    left.clear();
    left.addAll(moves);
    notes.add("begin " + game.toMove().letter() + " " + seed);
  }

  @Override
  public OptionalInt choose(Game game) {
    String move = left.isEmpty() ? "pass" : left.pop();
    return switch (move) {
      case "resign" -> OptionalInt.empty();
      case "die" -> throw new EngineException(name + " died");
      case "pass" -> OptionalInt.of(BoardSize.PASS);
      case "outside" -> OptionalInt.of(-1);
      default -> OptionalInt.of(Coordinates.parseGtp(game.size(), move));
    };
  }

  @Override
  public void played(Game game) {
    int last = game.moves() - 1;
    notes.add(Coordinates.gtp(game.size(), game.move(last)));
  }

  @Override
  public Optional<String> score(Game game) {
    if (score.equals("die")) {
      throw new EngineException(name + " died");
    }
    return score.isEmpty() ? Optional.empty() : Optional.of(score);
  }

  @Override
  public void close() {}
}

package org.tengen.go.sgf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Coordinates;
import org.tengen.go.Game;

/** Makes a record of a game that was played here. */
public final class GameRecord {
  private GameRecord() {}

  /**
   * The game from its beginning, which has its setup, to its last move.
   *
   * @param properties of the root, behind those that the game itself gives: players, result, date
   */
  public static GameTree of(Game game, List<Property> properties) {
    Node root = new Node();
    head(game).forEach(root::add);
    properties.forEach(root::add);
    Node last = root;
    for (int move = 0; move < game.moves(); move++) {
      String name = String.valueOf(game.mover(move).letter());
      String point = Coordinates.sgf(game.size(), game.move(move));
      last = last.add(new Node().add(Property.of(name, point)));
    }
    return GameTree.of(root);
  }

  private static List<Property> head(Game game) {
    List<Property> head = new ArrayList<>();
    BoardSize size = game.size();
    head.add(Property.of("GM", "1"));
    head.add(Property.of("FF", "4"));
    head.add(Property.of("CA", "UTF-8"));
    boolean square = size.columns() == size.rows();
    head.add(Property.of("SZ", square ? "" + size.rows() : size.columns() + ":" + size.rows()));
    head.add(Property.of("KM", number(game.rules().komi())));
    RuleNames.name(game.rules()).ifPresent(name -> head.add(Property.of("RU", name)));
    if (game.handicap() > 0) {
      head.add(Property.of("HA", Integer.toString(game.handicap())));
    }
    addSetup(game, head);
    return head;
  }

  private static void addSetup(Game game, List<Property> head) {
    Game start = game.copy();
    boolean undone = true;
    while (undone) {
      undone = start.undo();
    }
    boolean black = addStones(start, Colour.BLACK, head);
    boolean white = addStones(start, Colour.WHITE, head);
    if (black || white) {
      head.add(Property.of("PL", String.valueOf(start.toMove().letter())));
    }
  }

  private static boolean addStones(Game start, Colour colour, List<Property> head) {
    List<String> points = new ArrayList<>();
    for (int point : start.size().points()) {
      if (Objects.equals(start.at(point), colour)) {
        points.add(Coordinates.sgf(start.size(), point));
      }
    }
    if (points.isEmpty()) {
      return false;
    }
    head.add(new Property("A" + colour.letter(), points));
    return true;
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%s", value);
  }
}

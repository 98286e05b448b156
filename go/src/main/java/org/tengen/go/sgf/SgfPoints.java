package org.tengen.go.sgf;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tengen.go.BoardSize;
import org.tengen.go.Coordinates;
import org.tengen.go.GoException;

/** Lists of points: each value is one, or two corners of a rectangle with a colon between them. */
final class SgfPoints {
  private SgfPoints() {}

  /**
   * The points of all values of a node's property, each once, in the order of the file.
   *
   * @throws SgfException for what is no point of the board
   */
  static int[] of(Node node, String property, BoardSize size) {
    Set<Integer> points = new LinkedHashSet<>();
    for (String value : node.values(property)) {
      try {
        points.addAll(expand(size, value.strip()));
      } catch (GoException e) {
        throw node.place().fault(property + "[" + value + "]: " + e.getMessage());
      }
    }
    return points.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<Integer> expand(BoardSize size, String value) {
    Optional<SgfText.Composed> corners = SgfText.composed(value);
    if (corners.isEmpty()) {
      return List.of(point(size, value));
    }
    int from = point(size, corners.get().first());
    int to = point(size, corners.get().second());
    int right = Math.max(size.column(from), size.column(to));
    int bottom = Math.max(size.row(from), size.row(to));
    List<Integer> points = new ArrayList<>();
    for (int row = Math.min(size.row(from), size.row(to)); row <= bottom; row++) {
      for (int column = Math.min(size.column(from), size.column(to)); column <= right; column++) {
        points.add(size.point(column, row));
      }
    }
    return points;
  }

  private static int point(BoardSize size, String text) {
    int point = Coordinates.parseSgf(size, text.strip());
    if (point == BoardSize.PASS) {
      throw new GoException("a pass is no point of a list; expected two letters such as dd");
    }
    return point;
  }
}

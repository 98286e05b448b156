package org.tengen.go.gtp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Coordinates;
import org.tengen.go.Game;

/** Points as answers list them. */
final class Vertices {
  private Vertices() {}

  static String list(BoardSize size, int[] points) {
    return Arrays.stream(points)
        .mapToObj(point -> Coordinates.gtp(size, point))
        .collect(Collectors.joining(" "));
  }

  /**
   * The board's stones by chains, each in one line, of those that {@code points} has or has not.
   */
  static String chains(Game game, int[] points, boolean has) {
    Set<Integer> wanted = Arrays.stream(points).boxed().collect(Collectors.toSet());
    Set<Integer> seen = new HashSet<>();
    List<String> lines = new ArrayList<>();
    for (int point : game.size().points()) {
      if (game.at(point) != null && !seen.contains(point)) {
        int[] chain = chain(game, point);
        Arrays.stream(chain).forEach(seen::add);
        if (wanted.contains(point) == has) {
          lines.add(list(game.size(), chain));
        }
      }
    }
    return String.join("\n", lines);
  }

  private static int[] chain(Game game, int start) {
    Colour colour = game.at(start);
    List<Integer> chain = new ArrayList<>(List.of(start));
    int stride = game.size().stride();
    for (int i = 0; i < chain.size(); i++) {
      int point = chain.get(i);
      for (int next : new int[] {point - 1, point + 1, point - stride, point + stride}) {
        boolean same = game.size().contains(next) && Objects.equals(game.at(next), colour);
        if (same && !chain.contains(next)) {
          chain.add(next);
        }
      }
    }
    return chain.stream().mapToInt(Integer::intValue).sorted().toArray();
  }
}

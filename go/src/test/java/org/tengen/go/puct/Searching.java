package org.tengen.go.puct;

import java.util.Map;
import java.util.TreeMap;
import org.tengen.go.Coordinates;
import org.tengen.go.Game;
import org.tengen.go.planes.Evaluator;
import org.tengen.go.planes.InputPlanes;

/** Runs searches to their end. */
final class Searching {
  private Searching() {}

  static InputPlanes input(Game game) {
    return new InputPlanes(game.size(), 2);
  }

  /** A search of a game, done. */
  static PuctSearch of(
      Game game, Evaluator evaluator, PuctSettings settings, RootSettings root, long seed) {
    PuctSearch search = new PuctSearch(evaluator.input(), settings, seed);
    search.begin(game, root);
    run(search, evaluator);
    return search;
  }

  /** Answers whatever a search asks. */
  static void run(PuctSearch search, Evaluator evaluator) {
    InputPlanes input = evaluator.input();
    float[] planes = new float[64 * input.floats()];
    float[] policies = new float[64 * input.moves()];
    float[] values = new float[64];
    int asked = search.ask(planes, 0);
    while (asked > 0) {
      evaluator.evaluate(asked, planes, policies, values);
      search.tell(policies, values, 0);
      asked = search.ask(planes, 0);
    }
  }

  /** By what GTP calls the moves. */
  static Map<String, Integer> visits(Game game, PuctSearch search) {
    Map<String, Integer> visits = new TreeMap<>();
    for (Considered move : search.considered()) {
      visits.put(Coordinates.gtp(game.size(), move.line().get(0)), move.visits());
    }
    return visits;
  }

  static int sum(PuctSearch search) {
    return search.considered().stream().mapToInt(Considered::visits).sum();
  }

  static String chosen(Game game, PuctSearch search) {
    return Coordinates.gtp(game.size(), search.choice().move());
  }
}

package org.tengen.jobs.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Learning rates for each of several strategies: one, or several of which the best counts.
 *
 * @param rates for a strategy that {@code own} does not name
 * @param own by strategy, as written
 */
public record Rates(List<Double> rates, Map<String, List<Double>> own) {
  /** A single learning rate: one that float32 can hold. */
  static final Kind<Double> ONE = Kind.above("1e-30", "1000");

  static final Kind<Rates> KIND =
      Kind.syntax(
          "X[|X...][,STRATEGY=X[|X...]...]",
          ONE.accepted() + ", or several with | between them, then STRATEGY=X",
          Rates::parse);

  private static final Kind<List<Double>> SEVERAL = ONE.alternatives();

  public Rates {
    rates = List.copyOf(rates);
    own = Map.copyOf(own);
  }

  /** The rates of {@code strategy}. */
  public List<Double> of(String strategy) {
    return own.getOrDefault(strategy, rates);
  }

  /** The strategies that have rates of their own. */
  Set<String> strategies() {
    return own.keySet();
  }

  private static Rates parse(String text) {
    List<String> parts = List.of(text.split(",", -1));
    Map<String, List<Double>> own = new HashMap<>();
    for (String part : parts.subList(1, parts.size())) {
      int equals = part.lastIndexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException();
      }
      String strategy = Syntaxes.STRATEGY.reader().apply(part.substring(0, equals).strip());
      if (own.put(strategy, SEVERAL.reader().apply(part.substring(equals + 1).strip())) != null) {
        throw new IllegalArgumentException("names " + strategy + " twice");
      }
    }
    return new Rates(SEVERAL.reader().apply(parts.get(0).strip()), own);
  }
}

package org.tengen.jobs.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A learning rate for each of several strategies.
 *
 * @param rate for a strategy that {@code own} does not name
 * @param own by strategy, as written
 */
public record Rates(double rate, Map<String, Double> own) {
  /** A single learning rate: one that float32 can hold. */
  static final Kind<Double> ONE = Kind.above("1e-30", "1000");

  static final Kind<Rates> KIND =
      Kind.syntax("X[,STRATEGY=X...]", ONE.accepted() + ", then STRATEGY=X", Rates::parse);

  /** The rate of {@code strategy}. */
  public double of(String strategy) {
    return own.getOrDefault(strategy, rate);
  }

  /** The strategies that have a rate of their own. */
  Set<String> strategies() {
    return own.keySet();
  }

  private static Rates parse(String text) {
    List<String> parts = List.of(text.split(",", -1));
    Map<String, Double> own = new HashMap<>();
    for (String part : parts.subList(1, parts.size())) {
      int equals = part.lastIndexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException();
      }
      String strategy = Syntaxes.STRATEGY.reader().apply(part.substring(0, equals).strip());
      if (own.put(strategy, ONE.reader().apply(part.substring(equals + 1).strip())) != null) {
        throw new IllegalArgumentException("names " + strategy + " twice");
      }
    }
    return new Rates(ONE.reader().apply(parts.get(0).strip()), Map.copyOf(own));
  }
}

package org.tengen.jobs.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Learning rates for each of several strategies and optimisers: one, or several of which the best
 * counts.
 *
 * @param rates for a training whose strategy and optimiser {@code own} does not name
 * @param own by strategy or optimiser, as written
 */
public record Rates(List<Double> rates, Map<String, List<Double>> own) {
  /** A single learning rate: one that float32 can hold. */
  static final Kind<Double> ONE = Kind.above("1e-30", "1000");

  static final Kind<Rates> KIND =
      Kind.syntax(
          "X[|X...][,WHAT=X[|X...]...]",
          ONE.accepted() + ", or several with | between them, then STRATEGY=X or OPTIMISER=X",
          Rates::parse);

  private static final Kind<List<Double>> SEVERAL = ONE.alternatives();

  public Rates {
    rates = List.copyOf(rates);
    own = Map.copyOf(own);
  }

  /** The rates of {@code strategy} with {@code optimiser}, whose own come before the strategy's. */
  public List<Double> of(String strategy, String optimiser) {
    return own.getOrDefault(optimiser, own.getOrDefault(strategy, rates));
  }

  /** The strategies and optimisers that have rates of their own. */
  Set<String> named() {
    return own.keySet();
  }

  /** Is a name that has rates of its own an optimiser's? */
  static boolean isOptimiser(String name) {
    return Syntaxes.OPTIMISERS.contains(name.split(":", 2)[0]);
  }

  private static Rates parse(String text) {
    List<String> parts = List.of(text.split(",", -1));
    Map<String, List<Double>> own = new HashMap<>();
    for (String part : parts.subList(1, parts.size())) {
      int equals = part.lastIndexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException();
      }
      String name = part.substring(0, equals).strip();
      Kind<String> kind = isOptimiser(name) ? Syntaxes.OPTIMISER : Syntaxes.STRATEGY;
      String read = kind.reader().apply(name);
      if (own.put(read, SEVERAL.reader().apply(part.substring(equals + 1).strip())) != null) {
        throw new IllegalArgumentException("names " + read + " twice");
      }
    }
    return new Rates(SEVERAL.reader().apply(parts.get(0).strip()), own);
  }
}

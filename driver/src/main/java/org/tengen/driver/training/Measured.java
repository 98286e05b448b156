package org.tengen.driver.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tengen.models.metric.Metric;

/**
 * What an evaluation on the validation split came to.
 *
 * @param loss the mean of a sample, in nats
 * @param figures what else was measured, in the order in which it is shown
 */
record Measured(double loss, Map<Metric, Double> figures) {
  Measured {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /** A loss alone. */
  static Measured of(double loss) {
    return new Measured(loss, Map.of());
  }

  /** e to the loss. */
  double perplexity() {
    return Math.exp(loss);
  }

  /** The other figures by their metrics' keys. */
  Map<String, Double> byKey() {
    Map<String, Double> byKey = new LinkedHashMap<>();
    figures.forEach((metric, value) -> byKey.put(metric.key(), value));
    return byKey;
  }
}

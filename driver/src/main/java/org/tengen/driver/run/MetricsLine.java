package org.tengen.driver.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.models.metric.Line;
import org.tengen.models.metric.Metric;

/**
 * A line of {@code metrics.jsonl} while it is written down: what its kind declares, and nothing
 * else. Used by one thread.
 */
public final class MetricsLine {
  private final Line kind;
  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  /** A line of a kind, with nothing else in it. */
  public MetricsLine(Line kind) {
    this.kind = kind;
    put(Line.Label.KIND, kind.kind());
  }

  /** Is a line that was read of this kind? */
  public static boolean is(Line kind, JsonNode line) {
    return line.path(Line.Label.KIND.key()).asText().equals(kind.kind());
  }

  public MetricsLine put(Line.Label label, Object value) {
    return put(kind.labels().contains(label), label.key(), value);
  }

  /** Adds a figure; null where there is none. */
  public MetricsLine put(Metric metric, @Nullable Object value) {
    return put(kind.metrics().contains(metric), metric.key(), value);
  }

  private MetricsLine put(boolean declared, String key, @Nullable Object value) {
    if (!declared) {
      throw new IllegalArgumentException(
          "a line of kind " + kind.kind() + " declares no " + key + ": see " + Line.class);
    }
    fields.put(key, value);
    return this;
  }

  Map<String, @Nullable Object> fields() {
    return Collections.unmodifiableMap(fields);
  }
}

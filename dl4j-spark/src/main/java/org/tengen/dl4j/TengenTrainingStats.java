package org.tengen.dl4j;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;
import org.deeplearning4j.spark.stats.BaseEventStats;
import org.deeplearning4j.spark.stats.EventStats;
import org.deeplearning4j.spark.util.SparkUtils;
import org.jspecify.annotations.Nullable;

/** How long the parts of each fit took, as Deeplearning4j's programs ask for it. */
final class TengenTrainingStats implements SparkTrainingStats {
  private static final long serialVersionUID = 1L;
  private static final String DELIMITER = ",";

  /** The parts of a fit. */
  enum Part {
    /** The examples are counted and dealt. */
    DEAL("TengenDealTimesMs", "Deal"),
    /** Lanes train. */
    TRAIN("TengenTrainTimesMs", "Train"),
    /** All of it. */
    FIT("TengenFitTimesMs", "Fit");

    private final String key;
    private final String shortName;

    Part(String key, String shortName) {
      this.key = key;
      this.shortName = shortName;
    }

    private static Part of(String key) {
      for (Part part : values()) {
        if (part.key.equals(key)) {
          return part;
        }
      }
      throw new IllegalArgumentException("key=" + key + ": expected one of getKeySet()");
    }
  }

  private final Map<String, List<EventStats>> events = new LinkedHashMap<>();

  TengenTrainingStats() {
    for (Part part : Part.values()) {
      events.put(part.key, new ArrayList<>());
    }
  }

  void add(Part part, long startedMs, long durationMs) {
    getValue(part.key).add(new BaseEventStats(startedMs, durationMs));
  }

  @Override
  public Set<String> getKeySet() {
    return events.keySet();
  }

  @Override
  public List<EventStats> getValue(String key) {
    List<EventStats> found = events.get(Part.of(key).key);
    return found == null ? List.of() : found;
  }

  @Override
  public String getShortNameForKey(String key) {
    return Part.of(key).shortName;
  }

  @Override
  public boolean defaultIncludeInPlots(String key) {
    return Part.of(key) != Part.FIT;
  }

  @Override
  public void addOtherTrainingStats(SparkTrainingStats other) {
    for (String key : other.getKeySet()) {
      getValue(key).addAll(other.getValue(key));
    }
  }

  @Override
  @SuppressWarnings("NullAway") // Deeplearning4j says null for none
  public @Nullable SparkTrainingStats getNestedTrainingStats() {
    return null;
  }

  @Override
  public String statsAsString() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, List<EventStats>> entry : events.entrySet()) {
      text.append(String.format(DEFAULT_PRINT_FORMAT, entry.getKey()));
      text.append(
          entry.getValue().stream()
              .map(event -> Long.toString(event.getDurationMs()))
              .collect(Collectors.joining(DELIMITER)));
      text.append('\n');
    }
    return text.toString();
  }

  @Override
  public void exportStatFiles(String outputPath, SparkContext sc) throws IOException {
    for (Map.Entry<String, List<EventStats>> entry : events.entrySet()) {
      if (!entry.getValue().isEmpty()) {
        String file = outputPath + "/" + entry.getKey() + ".txt";
        SparkUtils.writeStringToFile(file, table(entry.getValue()), sc);
      }
    }
  }

  /** One line for each event below a header, comma-separated. */
  private static String table(List<EventStats> rows) {
    StringBuilder text = new StringBuilder(rows.get(0).getStringHeader(DELIMITER));
    rows.forEach(row -> text.append('\n').append(row.asString(DELIMITER)));
    return text.append('\n').toString();
  }
}

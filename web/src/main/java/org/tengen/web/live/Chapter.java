package org.tengen.web.live;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the page remembers of one training. Used by one thread. */
final class Chapter {
  /** More points than a screen shows apart. */
  private static final int ROWS = 256;

  private static final int BARS = 40;

  private final LiveTraining training;
  private final Thinned totals = new Thinned(ROWS);
  private final Thinned evaluations = new Thinned(ROWS);
  private LiveCounts.Staleness staleness = new LiveCounts.Staleness(0, 0, 0, 0, List.of());
  private @Nullable LiveCounts last;
  private boolean trained;

  Chapter(LiveTraining training) {
    this.training = training;
  }

  LiveTraining training() {
    return training;
  }

  /** What was counted last; null before the first look. */
  @Nullable LiveCounts last() {
    return last;
  }

  double seconds() {
    return last == null ? 0 : last.seconds();
  }

  /** It goes on from a checkpoint: what was behind it happens again. */
  void again() {
    last = null;
    evaluations.clear();
  }

  /** A look. */
  void add(LiveCounts counts) {
    if (last == null) {
      totals.backTo(counts.seconds());
    }
    last = counts;
    staleness = counts.staleness();
    totals.add(Columns.totals(counts));
  }

  void add(LiveTraining.Evaluated evaluated) {
    evaluations.add(Columns.evaluation(evaluated));
  }

  void end() {
    trained = true;
  }

  /** All of it as a JSON object. */
  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("strategy", training.strategy());
    json.writeNumberField("run", training.run());
    json.writeNumberField("runs", training.runs());
    json.writeNumberField("budget", training.budget());
    json.writeNumberField("lanes", training.lanes());
    json.writeNumberField("shards", training.shards());
    json.writeStringField("codec", training.codec());
    json.writeBooleanField("virtual", training.virtual());
    json.writeBooleanField("perplexity", training.perplexity());
    json.writeBooleanField("trained", trained);
    Json.rows(json, "totals", totals.rows());
    Json.rows(json, "evaluations", evaluations.rows());
    histogram(json, staleness);
    json.writeEndObject();
  }

  /** The distribution in at most so many bars of equal width. */
  static void histogram(JsonGenerator json, LiveCounts.Staleness staleness) throws IOException {
    List<Long> counts = staleness.counts();
    int width = Math.max(1, (counts.size() + BARS - 1) / BARS);
    List<Long> bars = new ArrayList<>();
    for (int from = 0; from < counts.size(); from += width) {
      List<Long> bar = counts.subList(from, Math.min(counts.size(), from + width));
      bars.add(bar.stream().mapToLong(Long::longValue).sum());
    }
    json.writeObjectFieldStart("histogram");
    json.writeNumberField("width", width);
    json.writeFieldName("bars");
    json.writeStartArray();
    for (long bar : bars) {
      json.writeNumber(bar);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}

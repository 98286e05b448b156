package org.tengen.driver.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.tengen.models.metric.Line;
import org.tengen.models.metric.Metric;
import org.tengen.web.report.WordFigures.Loss;

/**
 * How the loss of word vectors went, in a few hundred points however long the training: when there
 * are too many, each two neighbours become one. Used by one thread at a time.
 */
final class LossCurve {
  private static final int MOST = 256;

  private final List<Part> parts = new ArrayList<>();

  /** The words until a moment since the part before. */
  private record Part(double seconds, long words, long its, double lossSum) {
    Part and(Part next) {
      return new Part(next.seconds, next.words, its + next.its, lossSum + next.lossSum);
    }
  }

  /** With the lines of metrics that earlier sessions wrote. */
  LossCurve(List<JsonNode> lines) {
    for (JsonNode line : lines) {
      if (line.path(Line.Label.KIND.key()).asText().equals(Line.WORDS.kind())) {
        add(
            line.path(Metric.SECONDS.key()).asDouble(),
            line.path(Metric.SAMPLES.key()).asLong(),
            line.path(Metric.LOSS.key()).asDouble());
      }
    }
  }

  /**
   * One point more.
   *
   * @param words trained on so far
   * @param loss mean of those since the point before
   */
  void add(double seconds, long words, double loss) {
    long before = parts.isEmpty() ? 0 : parts.get(parts.size() - 1).words;
    long its = Math.max(1, words - before); // lanes may have told of words that are not applied yet
    parts.add(new Part(seconds, words, its, loss * its));
    if (parts.size() > MOST) {
      List<Part> pairs = new ArrayList<>();
      for (int i = 0; i + 1 < parts.size(); i += 2) {
        pairs.add(parts.get(i).and(parts.get(i + 1)));
      }
      if (parts.size() % 2 == 1) {
        pairs.add(parts.get(parts.size() - 1));
      }
      parts.clear();
      parts.addAll(pairs);
    }
  }

  /** The points in order. */
  List<Loss> points() {
    return parts.stream()
        .map(part -> new Loss(part.seconds, part.words, part.lossSum / part.its))
        .toList();
  }
}

package org.tengen.web.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tengen.models.metric.Line;
import org.tengen.models.metric.Metric;

/** What {@code result.json} holds of figures, and what the metrics say that it holds. */
final class ResultNamesTest {
  /** What a training was set to, and which lane a figure is of. */
  private static final Set<String> NO_METRICS = Set.of("workers", "shards", "seed", "lanes.lane");

  /** The same metric again, as a point of the curve or of one lane; or at the end of the curve. */
  private static final Set<String> AGAIN =
      Set.of(
          "curve.seconds",
          "curve.samples",
          "curve.updates",
          "lanes.samples",
          "words.losses.seconds",
          "words.losses.words",
          "words.picture.share",
          "words.picture.words.cosine",
          "words.picture.words.x",
          "words.picture.words.y",
          "validation.perplexity");

  @Test
  void everyFigureOfAResultIsADeclaredMetricAndEveryDeclaredPlaceIsThere() throws IOException {
    StrategyRun run =
        SampleRuns.sending(
            SampleRuns.asp(), new StrategyRun.Traffic("topk:0.01", 10, 1_000, 900, 900, 1));
    String json = ResultJson.write(SampleRuns.result(List.of(run, SampleRuns.words())));
    Set<String> figures = new TreeSet<>();
    for (JsonNode each : JsonMapper.builder().build().readTree(json).at("/runs")) {
      collect(each, "", figures);
    }
    StrategyRun.CurvePoint ofBoards = new StrategyRun.CurvePoint(1, 1, 1, null, 2, boards());
    collect(JsonMapper.builder().build().valueToTree(List.of(ofBoards)), "curve", figures);
    figures.removeAll(NO_METRICS);
    figures.removeAll(AGAIN);

    assertThat(Arrays.stream(Metric.values()).map(Metric::inResult).filter(at -> !at.isEmpty()))
        .containsExactlyInAnyOrderElementsOf(figures);
  }

  private static Map<String, Double> boards() {
    return Line.OF_BOARDS.stream().collect(Collectors.toMap(Metric::key, each -> 0.5));
  }

  private static void collect(JsonNode node, String at, Set<String> into) {
    if (node.isNumber()) {
      into.add(at);
    }
    node.fields()
        .forEachRemaining(
            field -> {
              String below = at.isEmpty() ? field.getKey() : at + "." + field.getKey();
              collect(field.getValue(), below, into);
            });
    if (node.isArray()) {
      node.forEach(each -> collect(each, at, into));
    }
  }
}

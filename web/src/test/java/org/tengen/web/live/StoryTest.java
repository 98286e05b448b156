package org.tengen.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tengen.models.metric.Metric;

final class StoryTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Story story = new Story("compare", "runs/one");

  private static JsonNode data(byte[] message, String event) throws IOException {
    String[] lines = new String(message, StandardCharsets.UTF_8).split("\n", -1);
    assertThat(lines).hasSize(4);
    assertThat(lines[0]).isEqualTo("event: " + event);
    assertThat(lines[1]).startsWith("data: ");
    return JSON.readTree(lines[1].substring("data: ".length()));
  }

  @Test
  void whoComesLateHearsOfAllThatHappened() throws IOException {
    story.begins(Counts.training(1, 3));
    for (int step = 0; step <= 20; step++) {
      story.looks(Counts.after(step, 3));
    }
    story.evaluated(
        new LiveTraining.Evaluated(5, 150, 15, 88.5, Map.of(Metric.POLICY_ACCURACY, 0.25)));
    story.notice("shard 1 has moved");
    story.trained();
    story.begins(Counts.training(2, 3));
    story.looks(Counts.after(1, 3));

    JsonNode past = data(story.past(), "past");
    assertThat(past.at("/trainings")).hasSize(2);
    assertThat(past.at("/trainings/0/totals")).hasSize(21);
    assertThat(past.at("/trainings/0/totals/20/0").asDouble()).isEqualTo(20);
    assertThat(past.at("/trainings/0/totals/20/1").asLong()).isEqualTo(600);
    assertThat(past.at("/trainings/0/evaluations/0/3").asDouble()).isEqualTo(88.5);
    assertThat(past.at("/trainings/0/evaluations/0/4").asDouble()).isEqualTo(0.25);
    assertThat(past.at("/trainings/0/trained").asBoolean()).isTrue();
    assertThat(past.at("/trainings/1/trained").asBoolean()).isFalse();
    assertThat(past.at("/notices/0/text").asText()).isEqualTo("shard 1 has moved");
    assertThat(past.at("/recent")).hasSize(1);
    assertThat(past.at("/recent/0/lanes")).hasSize(3);
    assertThat(past.at("/look/shards")).hasSize(2);
    assertThat(past.has("end")).isFalse();
  }

  @Test
  void itsColumnsAreDeclaredMetrics() throws IOException {
    story.begins(Counts.training(1, 3));
    story.looks(Counts.after(0, 3));
    JsonNode past = data(story.past(), "past");
    List<String> names = new ArrayList<>();
    past.at("/columns").forEach(table -> table.forEach(name -> names.add(name.asText())));
    assertThat(names).hasSizeGreaterThan(20).allMatch(name -> Metric.of(name).isPresent());
    assertThat(past.at("/metrics")).hasSize(Metric.values().length);
    assertThat(past.at("/trainings/0/totals/0")).hasSameSizeAs(past.at("/columns/totals"));
    assertThat(past.at("/look/lanes/0")).hasSameSizeAs(past.at("/columns/lanes"));
    assertThat(past.at("/look/shards/0")).hasSameSizeAs(past.at("/columns/shards"));
    assertThat(past.at("/look").has(Metric.CLOCKS_AHEAD.key())).isTrue();
  }

  @Test
  void doesNotGrowWithTheRun() {
    int[] sizes = new int[2];
    story.begins(Counts.training(1, 1_000));
    for (int round = 0; round < 2; round++) {
      for (int step = 0; step < 2_000; step++) {
        story.looks(Counts.after(2_000 * round + step, 1_000));
        story.evaluated(new LiveTraining.Evaluated(step, step, step, 1.5));
        story.notice("something happened that is told in about as many words as this one is");
      }
      sizes[round] = story.past().length;
    }
    assertThat(sizes[1]).isLessThan(sizes[0] + sizes[0] / 10).isLessThan(1_200_000);
  }

  @Test
  void tellsWhoTookALaneOver() throws IOException {
    story.begins(Counts.training(1, 2));
    LiveCounts counts = Counts.after(4, 2);
    story.looks(Counts.with(counts, List.of(Counts.lane(0, 0, 0), Counts.lane(1, 4, 4))));
    List<byte[]> joined =
        story.looks(Counts.with(counts, List.of(Counts.lane(1, 4, 4), Counts.lane(1, 4, 4))));
    assertThat(joined).as("a first holder is no news").hasSize(1);

    List<byte[]> messages =
        story.looks(Counts.with(counts, List.of(Counts.lane(1, 4, 4), Counts.lane(2, 4, 4))));
    assertThat(messages).hasSize(2);
    assertThat(data(messages.get(0), "notice").at("/text").asText())
        .isEqualTo("lane 1 goes on with node1:7071 at clock 4 (holder 2)");
  }

  @Test
  void aTrainingThatGoesOnFromACheckpointIsTheSameTrainingFromThere() throws IOException {
    story.begins(Counts.training(1, 2));
    for (int step = 0; step <= 20; step++) {
      story.looks(Counts.after(step, 2));
    }
    story.evaluated(new LiveTraining.Evaluated(15, 300, 30, 99));
    story.begins(Counts.training(1, 2));
    story.evaluated(new LiveTraining.Evaluated(5, 100, 10, 120));
    story.looks(Counts.after(10, 2));

    JsonNode past = data(story.past(), "past");
    assertThat(past.at("/trainings")).hasSize(1);
    assertThat(past.at("/trainings/0/totals")).hasSize(12);
    assertThat(past.at("/trainings/0/evaluations")).hasSize(1);
    assertThat(past.at("/trainings/0/evaluations/0/0").asDouble()).isEqualTo(5);
  }

  @Test
  void figuresThatAreNoNumbersAndHostileWordsAreStillJson() throws IOException {
    String hostile = "</script>\n\ndata: x\u2028\"";
    story.begins(new LiveTraining(hostile, 1, 1, 10, 0, 1, 1, hostile, false, true));
    story.evaluated(new LiveTraining.Evaluated(1, 1, 1, Double.NaN));
    story.notice(hostile);
    JsonNode past = data(story.past(), "past");
    assertThat(past.at("/trainings/0/strategy").asText()).isEqualTo(hostile);
    assertThat(past.at("/trainings/0/evaluations/0/3").isNull()).isTrue();
    assertThat(past.at("/trainings/0/evaluations/0/4").isNull()).isTrue();
    assertThat(past.at("/notices/0/text").asText()).isEqualTo(hostile);
  }

  @Test
  void aWideDistributionIsToldInFewBars() throws IOException {
    List<Long> counts = new ArrayList<>();
    for (int k = 0; k < 1_000; k++) {
      counts.add(2L);
    }
    LiveCounts.Staleness wide = new LiveCounts.Staleness(500, 990, 999, 0, counts);
    byte[] message = Json.message("x", json -> Chapter.histogram(json, wide));
    JsonNode histogram = data(message, "x").at("/histogram");
    assertThat(histogram.at("/width").asInt()).isEqualTo(25);
    assertThat(histogram.at("/bars")).hasSize(40).allMatch(bar -> bar.asInt() == 50);
  }
}

package org.tengen.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.models.metric.Line;
import org.tengen.models.metric.Metric;

final class RunFolderTest {
  @TempDir private Path disk;

  private RunFolder folder;

  @BeforeEach
  void create() {
    folder = RunFolder.create("cranky:" + disk.resolve("run"), CrankyFiles.configuration());
    CrankyFiles.SYNCED.clear();
  }

  @AfterEach
  void forget() {
    CrankyFiles.full = "none";
    CrankyFiles.taken = "none";
  }

  private static MetricsLine at(long samples) {
    return new MetricsLine(Line.EVALUATION).put(Metric.SAMPLES, samples);
  }

  private static List<Long> samples(List<JsonNode> lines) {
    return lines.stream().map(line -> line.path("samples").asLong()).toList();
  }

  @Test
  void aResumedRunsMetricsGoOnBehindTheLinesThatStay() throws IOException {
    try (MetricsLog log = folder.metrics(List.of())) {
      log.add(at(10));
      log.add(at(20));
    }
    try (MetricsLog log = folder.metrics(folder.readMetrics().subList(0, 1))) {
      log.add(at(30));
    }

    assertThat(samples(folder.readMetrics())).containsExactly(10L, 30L);
    assertThat(folder.store().list("")).containsExactly("metrics.jsonl");
  }

  @Test
  void linesThatStayAreNotLostWhenTheirFileCannotBeWrittenAnew() throws IOException {
    try (MetricsLog log = folder.metrics(List.of())) {
      log.add(at(10));
      log.add(at(20));
    }
    List<JsonNode> kept = folder.readMetrics().subList(0, 1);

    CrankyFiles.full = "metrics.jsonl";
    assertThatThrownBy(() -> folder.metrics(kept))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no space left");
    assertThat(disk.resolve("run/metrics.jsonl")).isEmptyFile();

    CrankyFiles.full = "none";
    assertThat(samples(folder.readMetrics())).containsExactly(10L);
    try (MetricsLog log = folder.metrics(folder.readMetrics())) {
      log.add(at(30));
    }
    assertThat(samples(folder.readMetrics())).containsExactly(10L, 30L);
  }

  @Test
  void aTextIsOnTheDiskBeforeItTakesItsName() {
    folder.write("result.json", "{}");

    assertThat(CrankyFiles.SYNCED).containsExactly(".result.json.partial");
    assertThat(folder.read("result.json")).hasValue("{}");
  }

  @Test
  void aTextStaysUntilAnotherHasItsName() throws IOException {
    folder.write("run.json", "first");

    CrankyFiles.taken = "run.json";
    assertThatThrownBy(() -> folder.write("run.json", "second"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot rename");
    assertThat(folder.read("run.json")).hasValue("first");

    CrankyFiles.taken = "none";
    folder.write("run.json", "third");
    assertThat(folder.read("run.json")).hasValue("third");
    assertThat(folder.store().list("")).containsExactly("run.json");
  }
}

package org.tengen.web.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ResultJsonTest {

  @Test
  void readsBackWhatItWrote() throws Exception {
    RunResult result = SampleRuns.comparison();
    assertThat(ResultJson.read(ResultJson.write(result), "result.json")).isEqualTo(result);
  }

  @Test
  void namesTheFieldsThatProgramsRead() throws Exception {
    JsonNode run =
        new ObjectMapper().readTree(ResultJson.write(SampleRuns.comparison())).get("runs").get(1);
    assertThat(run.get("strategy").asText()).isEqualTo("ssp:3");
    assertThat(run.get("workers").asInt()).isEqualTo(4);
    assertThat(run.get("shards").asInt()).isEqualTo(2);
    assertThat(run.get("seed").asLong()).isEqualTo(1);
    assertThat(run.get("samples").asLong()).isEqualTo(409_600);
    assertThat(run.get("updates").asLong()).isEqualTo(12_800);
    assertThat(run.get("samplesPerSecond").asDouble()).isEqualTo(409_600 / 33.1);
    assertThat(run.get("idleShare").asDouble()).isEqualTo(0.168);
    assertThat(run.get("staleness").get("p99").asLong()).isEqualTo(8);
    assertThat(run.get("staleness").get("max").asLong()).isEqualTo(11);
    assertThat(run.get("staleness").get("mean").isDouble()).isTrue();
    assertThat(run.get("staleness").get("histogram")).hasSize(12);
    assertThat(run.get("validation").get("perplexity").asDouble()).isEqualTo(188.9);
    assertThat(run.get("secondsToTarget").asDouble()).isEqualTo(22.4);
    assertThat(run.get("weightsSha256").asText()).hasSize(64);
  }

  @Test
  void keepsFiguresThatAreNoNumbersApart() throws Exception {
    RunResult result =
        SampleRuns.result(
            List.of(
                SampleRuns.ending(SampleRuns.asp(), Double.NaN),
                SampleRuns.ending(SampleRuns.bsp(), Double.POSITIVE_INFINITY)));
    String json = ResultJson.write(result);
    assertThat(json).contains("\"perplexity\" : \"NaN\"", "\"perplexity\" : \"Infinity\"");
    RunResult back = ResultJson.read(json, "result.json");
    assertThat(back.runs().get(0).perplexity()).isNaN();
    assertThat(back.runs().get(1).perplexity()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void readsResultsOfEarlierVersions() throws Exception {
    String json = ResultJson.write(SampleRuns.comparison());
    String older = json.replaceAll(",\\s*\"(divergence|rate|optimiser|straggler)\" : null", "");
    assertThat(older).doesNotContain("divergence");
    assertThat(ResultJson.read(older, "result.json")).isEqualTo(SampleRuns.comparison());
  }

  @Test
  void passesOverFieldsItDoesNotKnow() throws Exception {
    String json = ResultJson.write(SampleRuns.comparison());
    String newer = json.replaceFirst("\\{", "{ \"later\" : { \"a\" : [1] },");
    assertThat(ResultJson.read(newer, "result.json")).isEqualTo(SampleRuns.comparison());
  }

  @Test
  void saysInOneLineWhereATornFileEnds() {
    String json = ResultJson.write(SampleRuns.comparison());
    assertRefused(
        json.substring(0, json.length() / 2),
        "run/result.json, line \\d+, column \\d+: is damaged, not JSON: expected the result.json of a"
            + " finished Tengen run");
  }

  @Test
  void saysInOneLineThatAFileIsNotJson() {
    assertRefused("<html></html>", "run/result.json, line 1, column 2: is damaged, not JSON: .*");
    assertRefused("{} {}", "run/result.json, line 1, column 4: is damaged, not JSON: .*");
    assertRefused("", "run/result.json: holds no JSON object: .*");
    assertRefused("null", "run/result.json: holds no JSON object: .*");
    assertRefused("[1, 2]", "run/result.json: holds no JSON object: .*");
  }

  @Test
  void namesWhatAForeignFileLacks() {
    assertRefused(
        "{\"a\": 1}", "run/result.json: \"job\" is missing or not of the expected kind: .*");
    String json = ResultJson.write(SampleRuns.comparison());
    assertRefused(
        json.replaceFirst("\"workers\" : 4", "\"workers\" : null"),
        ".*\"runs\\[0\\]\\.workers\" is missing or not of the expected kind.*");
    assertRefused(
        json.replaceFirst("\"strategy\" : \"bsp\",", "\"strategy\" : null,"),
        ".*\"runs\\[0\\]\\.strategy\" is missing.*");
    assertRefused(
        json.replaceFirst("\"samples\" : 409600", "\"samples\" : \"many\""),
        ".*\"runs\\[0\\]\\.samples\" is missing or not of the expected kind.*");
  }

  @Test
  void aResultCannotBeChangedThroughTheMapItWasMadeOf() {
    Map<String, String> settings = new java.util.HashMap<>(Map.of("seed", "1"));
    RunResult result = new RunResult("train", "c", "t", settings, Map.of(), null, "", List.of());
    settings.put("seed", "2");
    assertThat(result.settings()).containsEntry("seed", "1");
  }

  private static void assertRefused(String text, String pattern) {
    assertThatThrownBy(() -> ResultJson.read(text, "run/result.json"))
        .isInstanceOf(ResultFormatException.class)
        .hasMessageMatching(pattern)
        .message()
        .doesNotContain("\n");
  }
}

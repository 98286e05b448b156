package org.tengen.web.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircumstancesTest {
  private static String of(Map<String, String> settings) {
    return Circumstances.of(
        new RunResult("simulate", "tengen", "now", settings, Map.of(), null, "", List.of()));
  }

  @Test
  void sayWhatASimulatedClusterIsLike() {
    Map<String, String> settings =
        Map.of(
            "workers", "16",
            "straggler", "any:20x@1%",
            "step-time", "constant:100ms",
            "latency", "500us",
            "bandwidth", "10Gbit",
            "optimiser", "momentum",
            "batch", "16",
            "samples", "122880");

    assertThat(of(settings))
        .isEqualTo(
            "16 simulated workers; 1 % of the steps of each worker take 20 times as long; a step takes"
                + " constant:100ms; a message 500us; each shard's line has 10Gbit; optimiser momentum;"
                + " batches of 16; 122880 samples each.");
  }

  @Test
  void leaveOutWhatIsNotSet() {
    assertThat(of(Map.of("workers", "1", "samples", "none")))
        .isEqualTo("1 worker; none is slowed on purpose.");
    assertThat(of(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0:3x, all steps of worker 0 take 3 times as long",
    "any:10x@5%, 5 % of the steps of each worker take 10 times as long",
    "none|any:10x@5%, slowed on purpose: none|any:10x@5%"
  })
  void sayWhatAStragglerIs(String setting, String words) {
    assertThat(Circumstances.slow(setting)).isEqualTo(words);
  }
}

package org.tengen.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.training.SimulationSettings;
import org.tengen.driver.training.SimulationSettings.Step;
import org.tengen.worker.lab.Hardware;
import org.tengen.worker.lab.Network;

class SimulatedSyntaxesTest {
  private static SimulationSettings simulation(String... flags) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < flags.length; i += 2) {
      texts.put(flags[i], flags[i + 1]);
    }
    return new TypedSettings(Resolution.resolve(JobName.SIMULATE, List.of(Layer.flags(texts))))
        .simulations()
        .get(0);
  }

  @Test
  void everySettingReachesTheSimulation() {
    SimulationSettings simulation =
        simulation(
            "step-time", "lognormal:0.3:20ms",
            "machines", "4",
            "cores", "8",
            "latency", "1.5ms",
            "bandwidth", "800Mbit",
            "server-speed", "2.5",
            "evaluation-time", "3s",
            "workers", "32",
            "strategy", "ssp:3");

    assertThat(simulation.step()).isEqualTo(new Step.LogNormal(20_000_000, 0.3));
    assertThat(simulation.machines()).isEqualTo(4);
    assertThat(simulation.cores()).isEqualTo(8);
    assertThat(simulation.network()).isEqualTo(new Network(1_500_000, 1e8));
    assertThat(simulation.serverBytesPerSecond()).hasValue(2.5e9);
    assertThat(simulation.evaluationNs()).hasValue(3_000_000_000L);
    assertThat(simulation.training().lanes().workers()).isEqualTo(32);
    assertThat(simulation.training().lanes().strategy().name()).isEqualTo("ssp:3");
  }

  @Test
  void withoutSettingsEverybodyHasACoreAndOnlyStepsAndMessagesTakeTime() {
    SimulationSettings simulation = simulation();

    assertThat(simulation.step()).isEqualTo(new Step.LogNormal(100_000_000, 0.2));
    assertThat(simulation.cores()).isEqualTo(Hardware.ENOUGH);
    assertThat(simulation.network()).isEqualTo(new Network(500_000, 1.25e9));
    assertThat(simulation.serverBytesPerSecond()).isEmpty();
    assertThat(simulation.evaluationNs()).isEmpty();
    assertThat(simulation("server-speed", "none").serverBytesPerSecond())
        .hasValue(Double.POSITIVE_INFINITY);
    assertThat(simulation("evaluation-time", "none").evaluationNs()).hasValue(0);
    assertThat(simulation("bandwidth", "none").network().bytesPerSecond())
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(simulation("step-time", "constant:7us").step()).isEqualTo(new Step.Constant(7_000));
    assertThat(simulation("step-time", "from:runs/a:b").step())
        .isEqualTo(new Step.Measured("runs/a:b"));
  }

  @ParameterizedTest
  @CsvSource({
    "step-time, constant",
    "step-time, constant:5",
    "step-time, constant:0ms",
    "step-time, lognormal:x",
    "step-time, lognormal:0.2:",
    "step-time, from:",
    "step-time, 5ms",
    "step-time, constant:3601s",
    "step-time, lognormal:4.1",
    "step-time, lognormal:0.2:999999999s",
    "latency, 3600.1s",
    "bandwidth, 0.09Mbit",
    "bandwidth, 100001Gbit",
    "server-speed, 0.0009",
    "server-speed, 100001",
    "evaluation-time, 3601s",
    "latency, 5",
    "latency, -1ms",
    "bandwidth, 10",
    "bandwidth, 0Gbit",
    "server-speed, 0",
    "server-speed, fast",
    "evaluation-time, 5",
    "cores, 0",
    "machines, none"
  })
  void whatIsNoSuchThingIsRefusedInOneLine(String key, String text) {
    assertThatThrownBy(() -> simulation(key, text))
        .isInstanceOf(WrongSetting.class)
        .hasMessageStartingWith(key + "=" + text + ": expected ");
  }

  @Test
  void codecsWhosePullsBringChangesAreRefused() {
    assertThatThrownBy(() -> simulation("codec", "topk:0.1", "strategy", "asp"))
        .isInstanceOf(WrongSetting.class)
        .hasMessage(
            "codec=topk:0.1: simulated workers pull all weights; expected float32, bfloat16 or int8"
                + " (flag --codec)");
  }

  @Test
  void aSimulationDoesNotGoBack() {
    assertThatThrownBy(() -> simulation("on-divergence", "lower"))
        .isInstanceOf(WrongSetting.class)
        .hasMessage(
            "on-divergence=lower: a simulation has no checkpoint to go back to; expected stop or"
                + " ignore (flag --on-divergence)");
  }
}

package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tengen.driver.WrongSetting;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.Replica;
import org.tengen.models.WindowBatch;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.strategy.Strategy;
import org.tengen.worker.Straggler;

class FootprintTest {
  private static final long BASE = 300L << 20;

  private static TrainingSettings settings(Cell cell, String strategy) {
    return new TrainingSettings(
        new TrainingSettings.Text("wordnet31", "words", 1, 100, 0.1),
        new TrainingSettings.Network(cell, 5, 6, 7, 0),
        new TrainingSettings.Lanes(3, 2, Strategy.parse(strategy), Straggler.NONE),
        new TrainingSettings.Learning(
            new OptimiserSettings.Adam(0.9f, 0.999f, 1e-8f),
            0.1f,
            "constant",
            false,
            new Clipping.None(),
            4,
            100,
            0),
        new TrainingSettings.Watching(1, 0, 1),
        new TrainingSettings.Wire(false, null, Duration.ofSeconds(1), Duration.ofSeconds(1)),
        1);
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void countsTheParametersThatTheEngineHas(Cell cell) {
    try (Replica<WindowBatch> replica =
        Engine.load().nextWord(new NetworkSettings.NextWord(cell, 100, 5, 6, 7, 0, 1))) {
      assertThat(Footprint.of(settings(cell, "bsp")).parameters()).isEqualTo(replica.length());
    }
  }

  @Test
  void countsWhatShardsKeep() {
    // 600 + 4 x 7 x 14 + 800 parameters; asp: weights and Adam's two moments
    assertThat(Footprint.of(settings(Cell.LSTM, "asp")).parameters()).isEqualTo(1792);
    assertThat(Footprint.of(settings(Cell.LSTM, "asp")).shardsBytes()).isEqualTo(3 * 4 * 1792);
    // and behind a barrier the clock before, the sum, and three lanes' early gradients
    assertThat(Footprint.of(settings(Cell.LSTM, "bsp")).shardsBytes()).isEqualTo(8 * 4 * 1792);
    assertThat(Footprint.of(settings(Cell.LSTM, "bsp:backup=1")).shardsBytes())
        .isEqualTo(5 * 4 * 1792);
    assertThat(Footprint.of(settings(Cell.LSTM, "softsync:1")).shardsBytes())
        .isEqualTo(4 * 4 * 1792);
  }

  @Test
  void countsTheWeightsThatDelayCompensationKeepsForEachLane() {
    Footprint footprint = Footprint.of(settings(Cell.LSTM, "asp:dc"));
    assertThat(footprint.keptBytes()).isEqualTo(3 * 4 * 1792);
    // and the mean squares, beside the weights and Adam's moments
    assertThat(footprint.shardsBytes()).isEqualTo(7 * 4 * 1792);
    assertThat(Footprint.of(settings(Cell.LSTM, "asp")).keptBytes()).isZero();
  }

  @Test
  void refusesAHeapThatIsTooSmallNamingBothNumbers() {
    Footprint footprint = new Footprint(1_000_000, 100L << 20, 0, 50L << 20, 25L << 20, 0);
    long needed = BASE + (200L << 20);
    assertThat(footprint.driverHeapBytes(2)).isEqualTo(needed);
    assertThatCode(() -> footprint.requireDriver(needed, 2)).doesNotThrowAnyException();
    assertThatThrownBy(() -> footprint.requireDriver(400L << 20, 2))
        .isInstanceOf(WrongSetting.class)
        .hasMessageContaining("the driver's heap is 400 MB")
        .hasMessageContaining("need 500 MB")
        .hasMessageContaining("--conf spark.driver.memory=500m");
  }

  @Test
  void refusesAnExecutorThatIsTooSmallNamingBothNumbers() {
    Footprint footprint = new Footprint(1_000_000, 100L << 20, 0, 50L << 20, 25L << 20, 0);
    assertThatCode(() -> footprint.requireExecutor(350L << 20, 2)).doesNotThrowAnyException();
    assertThatThrownBy(() -> footprint.requireExecutor(350L << 20, 3))
        .isInstanceOf(WrongSetting.class)
        .hasMessageContaining("an executor's heap is 350 MB")
        .hasMessageContaining("3 workers in it need 375 MB")
        .hasMessageContaining("--conf spark.executor.memory=375m");
  }
}

package org.tengen.ps.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.rows.RowInit;
import org.tengen.ps.rows.RowTableSpec;
import org.tengen.ps.rows.RowTables;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.training.Budget;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.TextReader;
import org.tengen.ps.wire.TextWriter;

class RowTrainingBytesTest {
  private static RowTraining training(String strategy, String init, OptimiserSettings optimiser) {
    Schedule schedule = Schedule.parse("warmup:0.1+cosine:0.3", 0.1f / 7);
    RowTableSpec words =
        new RowTableSpec("words", 1_000_000, 100, RowInit.parse(init), optimiser, schedule);
    RowTableSpec contexts =
        new RowTableSpec(
            "contexts",
            70,
            1,
            new RowInit.Zero(),
            new OptimiserSettings.Sgd(),
            new Schedule.Constant(1));
    return new RowTraining(
        new RowTables(List.of(words, contexts), 7),
        4,
        Strategy.parse(strategy),
        new Budget(1234, 5),
        Long.MIN_VALUE + 3);
  }

  private static byte[] bytes(RowTraining training) {
    TextWriter out = new TextWriter();
    RowTrainingBytes.write(out, training);
    return out.toBytes();
  }

  @ParameterizedTest
  @CsvSource({
    "bsp, zero, sgd",
    "ssp:3+lr/tau, uniform:0.0049999999, adagrad:1.0E-7",
    "asp, normal:1e-3, adagrad"
  })
  void arrivesAsItWas(String strategy, String init, String optimiser) throws BadFrameException {
    RowTraining sent = training(strategy, init, OptimiserSettings.parse(optimiser));
    TextReader in = new TextReader(ByteBuffer.wrap(bytes(sent)));
    assertThat(RowTrainingBytes.read(in)).isEqualTo(sent);
    in.end();
  }

  @Test
  void knowsTheOptimiserThatNoSettingNames() throws BadFrameException {
    RowTraining sent = training("asp", "zero", new OptimiserSettings.Added());
    assertThat(RowTrainingBytes.read(new TextReader(ByteBuffer.wrap(bytes(sent))))).isEqualTo(sent);
  }

  @Test
  void refusesBytesThatAreNoTraining() {
    byte[] sent = bytes(training("bsp", "zero", new OptimiserSettings.Sgd()));
    for (int length = 0; length < sent.length; length++) {
      ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(sent, length));
      assertThatThrownBy(() -> RowTrainingBytes.read(new TextReader(cut)))
          .isInstanceOf(BadFrameException.class);
    }
    sent[0] = 0; // the number of tables
    assertThatThrownBy(() -> RowTrainingBytes.read(new TextReader(ByteBuffer.wrap(sent))))
        .isInstanceOf(BadFrameException.class)
        .hasMessageStartingWith("a training of rows that is none: ");
  }
}

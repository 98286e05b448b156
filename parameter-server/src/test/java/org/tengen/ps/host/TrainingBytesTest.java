package org.tengen.ps.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.Block;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.TextReader;
import org.tengen.ps.wire.TextWriter;

class TrainingBytesTest {
  private static Training training(
      String strategy, OptimiserSettings optimiser, Schedule schedule) {
    TableSpec table =
        new TableSpec(
            100,
            List.of(
                new Block(new Range(0, 40), optimiser, schedule),
                new Block(
                    new Range(50, 100),
                    new OptimiserSettings.Sgd(),
                    new Schedule.Constant(1.1f / 3))),
            List.of(new Range(40, 50)));
    return new Training(
        table, new Layout(100, 13, 3), 4, Strategy.parse(strategy), new Budget(1234, 5));
  }

  private static byte[] bytes(Training training) {
    TextWriter out = new TextWriter();
    TrainingBytes.write(out, training);
    return out.toBytes();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bsp | sgd | constant",
        "bsp:backup=1 | momentum:0.9 | step:0.5,0.25",
        "ssp:3+lr/tau | nesterov:0.1 | cosine:0.1",
        "asp:dc:0.5:0.9 | adagrad:1.0E-7 | cosine",
        "softsync:2 | rmsprop:0.91,1e-9 | warmup:0.05",
        "local:8+averaged | adam:0.91,0.998,1e-7 | warmup:1e-5+cosine:0.3",
        "easgd:4:0.2 | adamw:0.9,0.99,1e-8,0.02 | warmup:0.3+step:0.1,0.5",
      })
  void arrivesAsItWas(String strategy, String optimiser, String schedule) throws BadFrameException {
    Training sent =
        training(strategy, OptimiserSettings.parse(optimiser), Schedule.parse(schedule, 0.1f / 7));
    TextReader in = new TextReader(ByteBuffer.wrap(bytes(sent)));
    assertThat(TrainingBytes.read(in)).isEqualTo(sent);
    in.end();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bfloat16",
        "int8",
        "topk:0.00123+momentum:0.9+unmasked+warmup:0.07",
        "threshold:1.0E-7+momentum:0.3"
      })
  void itsCodecArrivesAsItWas(String codec) throws BadFrameException {
    Training raw = training("bsp", new OptimiserSettings.Sgd(), new Schedule.Constant(1));
    Training sent =
        new Training(
            raw.table(),
            raw.layout(),
            raw.lanes(),
            raw.strategy(),
            raw.budget(),
            Codec.parse(codec));
    assertThat(TrainingBytes.read(new TextReader(ByteBuffer.wrap(bytes(sent))))).isEqualTo(sent);
  }

  @Test
  void knowsTheOptimiserThatNoSettingNames() throws BadFrameException {
    Training sent = training("easgd:4", new OptimiserSettings.Added(), new Schedule.Constant(1));
    assertThat(TrainingBytes.read(new TextReader(ByteBuffer.wrap(bytes(sent))))).isEqualTo(sent);
  }

  @Test
  void refusesAScheduleThatIsCode() {
    Training sent =
        training("bsp", new OptimiserSettings.Sgd(), new Schedule.ByUpdate(update -> 1f));
    assertThatThrownBy(() -> bytes(sent))
        .hasMessage(
            "a schedule that is a function of updates: expected one that a setting can name");
  }

  @Test
  void refusesBytesThatAreNoTraining() {
    byte[] sent = bytes(training("bsp", new OptimiserSettings.Sgd(), new Schedule.Constant(1)));
    for (int length = 0; length < sent.length; length++) {
      ByteBuffer cut = ByteBuffer.wrap(sent, 0, length);
      assertThatThrownBy(() -> TrainingBytes.read(new TextReader(cut)))
          .isInstanceOf(BadFrameException.class);
    }
    sent[0]++; // the table's length
    assertThatThrownBy(() -> TrainingBytes.read(new TextReader(ByteBuffer.wrap(sent))))
        .isInstanceOf(BadFrameException.class)
        .hasMessageStartingWith("a training that is none: ");
  }
}

package org.tengen.bench.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tengen.models.Engine;
import picocli.CommandLine;

class StepTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @BeforeAll
  static void setUpTheNativeSide() {
    Engine.load();
  }

  private int run(String... arguments) {
    CommandLine program = Step.commandLine();
    program.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(errors, true));
    return program.execute(arguments);
  }

  @Test
  void withoutPyTorchItTimesTengenAndSaysSo() {
    int code =
        run(
            "--python=/no/such/python",
            "--vocabulary=50",
            "--embedding=8",
            "--hidden=16",
            "--batch=3",
            "--time=4",
            "--turns=3",
            "--steps=2");

    assertThat(errors.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString())
        .startsWith("lstm, load ")
        .contains("\ngru, load ")
        .contains("  PyTorch is left out: /no/such/python: ")
        .contains(" of 4 steps, ")
        .doesNotContain("goal");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThat(run("--cells=simple-rnn")).isEqualTo(2);
    assertThat(errors.toString()).startsWith("--cells=simple-rnn: expected lstm or gru");
    assertThat(run("--turns=1")).isEqualTo(2);
  }

  @Test
  void aDifferenceIsRelativeToTheOthersNorm() {
    float[] theirs = {3, 4};
    assertThat(Step.difference(new float[] {3, 4.5f}, theirs)).isEqualTo(0.1, within(1e-9));
    assertThat(Step.difference(new float[] {3}, theirs)).isInfinite();
  }
}

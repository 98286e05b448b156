package org.tengen.bench.policyvalue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tengen.models.Engine;
import picocli.CommandLine;

class SimulationsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @BeforeAll
  static void setUpTheNativeSide() {
    Engine.load();
  }

  private int run(String... arguments) {
    CommandLine program = Simulations.commandLine();
    program.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(errors, true));
    return program.execute(arguments);
  }

  @Test
  void playsWithoutAndWithANetwork() {
    int code =
        run(
            "--networks=3x3:1x4",
            "--games=1,3",
            "--simulations=4",
            "--turns=2",
            "--positions=30",
            "--free-positions=30");

    assertThat(errors.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString())
        .startsWith("3x3, 1 blocks of 4 filters, 4 simulations a move, load ")
        .contains("\n  nothing evaluated   1 games at a time: ")
        .contains("\n  ONNX Runtime        3 games at a time: ")
        .contains(" 1.0 a call, ")
        .contains(" 3.0 a call, ");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThat(run("--simulations=0")).isEqualTo(2);
    assertThat(errors.toString())
        .startsWith("--turns=6 --positions=4096 --free-positions=65536 --simulations=0 --games=");
  }
}

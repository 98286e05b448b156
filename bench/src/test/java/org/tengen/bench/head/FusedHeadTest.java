package org.tengen.bench.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tengen.models.Engine;
import picocli.CommandLine;

class FusedHeadTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @BeforeAll
  static void setUpTheNativeSide() {
    Engine.load();
  }

  private int run(String... arguments) {
    CommandLine program = FusedHead.commandLine();
    program.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(errors, true));
    return program.execute(arguments);
  }

  @Test
  void findsTheGradientsEqualAndCountsTheStepsAfterTheFirstTurn() {
    int code =
        run(
            "--vocabulary=50",
            "--embedding=8",
            "--hidden=16",
            "--batch=3",
            "--time=4",
            "--turns=3",
            "--steps=2",
            "--updater=adam");

    assertThat(errors.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("ours are equal to 1e-05")
        .contains("of 4 steps")
        .doesNotContain("of 6 steps")
        .containsPattern("fused head +over DL4J, sparse labels +[0-9.]+, [0-9.]+\n");
  }

  @Test
  void refusesASizeThatMakesNoSense() {
    assertThat(run("--batch=0")).isEqualTo(2);
    assertThat(errors.toString()).startsWith("--batch=0: expected 1 or more");
  }
}

package org.tengen.bench.policyvalue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tengen.models.Engine;
import org.tengen.models.policyvalue.PolicyValueOutputs;
import picocli.CommandLine;

class EvaluationsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @BeforeAll
  static void setUpTheNativeSide() {
    Engine.load();
  }

  private int run(String... arguments) {
    CommandLine program = Evaluations.commandLine();
    program.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(errors, true));
    return program.execute(arguments);
  }

  @Test
  void itComparesBothAtEachBatchSizeAndTimesATrainingStep() {
    int code =
        run("--networks=3x3:1x4", "--batches=1,3", "--train=2", "--turns=2", "--positions=3");

    assertThat(errors.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString())
        .startsWith("3x3, 1 blocks of 4 filters, load ")
        .contains("\n     1  apart ")
        .contains("\n     3  apart ")
        .contains("  Deeplearning4j ")
        .contains("  ONNX Runtime ")
        .contains("  a training step of 2 samples on Deeplearning4j: ");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThat(run("--networks=9x8:6x64")).isEqualTo(2);
    assertThat(errors.toString())
        .startsWith("--networks=9x8:6x64: expected SIDExSIDE:BLOCKSxFILTERS, e.g. 9x9:6x64");
    assertThat(run("--turns=1")).isEqualTo(2);
  }

  @Test
  void aDifferenceIsTheLargestOfAll() {
    float[] nothing = {};
    PolicyValueOutputs one =
        new PolicyValueOutputs(1, new float[] {0.5f, 0.5f}, new float[] {0.25f}, nothing, nothing);
    PolicyValueOutputs other =
        new PolicyValueOutputs(1, new float[] {0.25f, 0.75f}, new float[] {1}, nothing, nothing);

    assertThat(Evaluations.difference(one, other)).isEqualTo(0.75, within(1e-9));
  }
}

package org.tengen.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.bench.process.Program;
import org.tengen.models.Engine;
import picocli.CommandLine;

/** The benchmarks at toy sizes. */
class LabBenchmarksTest {
  @TempDir private Path folder;

  private List<String> sweep(String out, String threads) throws Exception {
    Engine.load();
    Path file = folder.resolve(out);
    int exit =
        new CommandLine(new Sweep())
            .execute(
                "--strategies=bsp,asp:dc,local:2",
                "--rates=0.004,0.008",
                "--seeds=1",
                "--extensions=0",
                "--workers=2",
                "--batch=4",
                "--samples=64",
                "--evaluations=2",
                "--validation=0.0005",
                "--threads=" + threads,
                "--out=" + file);
    assertThat(exit).isZero();
    return Files.readAllLines(file);
  }

  @Test
  void aSweepHasEveryCellOnceAndTheSameFiguresOnTwoThreads() throws Exception {
    List<String> one = sweep("one", "1");
    assertThat(one).hasSize(1 + 3 * 2);
    assertThat(sweep("one", "1")).isEqualTo(one);
    assertThat(sweep("two", "2").stream().map(LabBenchmarksTest::withoutCpu))
        .containsExactlyInAnyOrderElementsOf(
            one.stream().map(LabBenchmarksTest::withoutCpu).toList());
  }

  private static String withoutCpu(String line) {
    return line.replaceAll("\"cpuSeconds\":[^}]*", "");
  }

  private List<String> cells(String out, String python) throws Exception {
    Engine.load();
    Path file = folder.resolve(out);
    int exit =
        new CommandLine(new Cells())
            .execute(
                "--arms=lstm,rnn,gru,both-sides",
                "--rates=0.01",
                "--seeds=1",
                "--extensions=0",
                "--shrink=16",
                "--batch=32",
                "--samples=640",
                "--evaluations=2",
                "--validation=0.001",
                "--python=" + python,
                "--out=" + file);
    assertThat(exit).isZero();
    return Files.readAllLines(file);
  }

  @Test
  void everyCellIsTrainedOnceAndLearns() throws Exception {
    List<String> lines = cells("cells", "none");
    assertThat(lines).hasSize(1 + 4);
    assertThat(cells("cells", "none")).isEqualTo(lines);
    assertThat(lines.subList(1, 5)).allMatch(line -> perplexity(line) < 4_900);
  }

  @Test
  void pyTorchTrainsTheSameOnTheSameWords() throws Exception {
    String python = "/usr/bin/python3";
    assumeThat(Program.works(List.of(python, "-c", "import torch"))).isTrue();

    List<String> lines = cells("beside", python);

    assertThat(lines).hasSize(1 + 5);
    double ours = perplexity(lines.get(1));
    assertThat(lines.get(1)).contains("\"lstm\"");
    assertThat(lines.get(5)).contains("PyTorch");
    assertThat(perplexity(lines.get(5))).isCloseTo(ours, withinPercentage(0.5));
  }

  private static double perplexity(String line) {
    return Double.parseDouble(line.replaceAll(".*?\"perplexity\":([0-9.]+).*", "$1"));
  }

  @Test
  void theVarianceOfABatchNormalisedNetworkIsPositiveUnderEveryStrategy() {
    Engine.load();
    BatchNorm bench = new BatchNorm();

    int exit =
        new CommandLine(bench)
            .execute(
                "--seeds=1",
                "--train=256",
                "--test=100",
                "--batch=4",
                "--samples=1536",
                "--evaluations=8");

    assertThat(exit).isZero();
    assertThat(bench.results()).hasSize(9);
    assertThat(bench.results().values())
        .allSatisfy(
            of -> {
              assertThat(of.get(0).leastVariance()).isGreaterThan(0).isLessThan(1);
              assertThat(of.get(0).percent()).isBetween(10.0, 100.0);
            });
  }

  @Test
  void theCostOfASimulationIsMeasuredBesideOneReplica() {
    Engine.load();
    int exit =
        new CommandLine(new SimulationCost())
            .execute(
                "--strategies=bsp,asp", "--workers=2", "--steps=2", "--batch=4", "--repeats=1");
    assertThat(exit).isZero();
  }
}

package org.tengen.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.web.report.ResultJson;
import org.tengen.web.report.RunResult;

class ShapesTest {
  @TempDir private Path folder;

  private static List<Boolean> conditions(Finding finding) {
    return finding.conditions().stream().map(Finding.Condition::holds).toList();
  }

  private static MadeUp zhang(double asp, double divided) {
    return new MadeUp()
        .add("bsp", 1, 130, 130, 130)
        .add("bsp", 2, 100, 99, 120)
        .add("bsp", 4, 150, 150, 150)
        .add("asp", 1, 90, 90, 90)
        .add("asp", 2, asp, asp, 90)
        .add("asp", 4, 400, 400, 400)
        .add("asp:lr/tau", 1, 140, 140, 140)
        .add("asp:lr/tau", 2, divided, divided, 90)
        .add("asp:lr/tau", 4, 90, 90, 90);
  }

  @ParameterizedTest
  @CsvSource({
    "150, 120, true, true",
    "149, 120, false, true",
    "150, 121, true, false",
    "300, 90, true, true"
  })
  void zhangLooksAtAllThreeAtTheBestRateOfBsp(
      double asp, double divided, boolean fails, boolean holds) {
    Finding finding = Shape.ZHANG.of(zhang(asp, divided).plan());

    assertThat(conditions(finding)).containsExactly(fails, holds);
    assertThat(finding.agrees()).isEqualTo(fails && holds);
    assertThat(finding.conditions().get(0).words()).startsWith("at rate 2.0, the best of bsp");
    assertThat(finding.edges()).isEmpty();
  }

  @Test
  void zhangCountsDivergedSeedsOfPlainAspAsFailureAndOfTheDividedRateAgainstIt() {
    MadeUp plan = new MadeUp().add("bsp", 2, 100, 100, 100).diverged(true);
    plan.add("asp", 2, 90, 90).diverged(false);
    RunResult result = plan.result(1);
    MadeUp more = new MadeUp().add("asp:lr/tau", 2, 90, 90, 90);
    RunResult third = third("asp", 2, 90);

    Finding finding = Shape.ZHANG.of(new Plan(List.of(result, third, more.result(1))));

    assertThat(conditions(finding)).containsExactly(true, true);
    assertThat(finding.edges())
        .containsExactly(
            "bsp, 16 workers, sgd, layers 1: the best rate, 2.0, is at an edge of the grid");
  }

  /** A training with seed 3 alone. */
  private static RunResult third(String strategy, double rate, double perplexity) {
    RunResult all = new MadeUp().add(strategy, rate, 1, 1, perplexity).result(1);
    return new RunResult(
        all.job(),
        all.command(),
        all.startedAt(),
        all.settings(),
        all.versions(),
        null,
        "",
        all.runs().subList(2, 3));
  }

  private static Plan zheng(double... eightCompensated) {
    return new MadeUp()
        .workers(4)
        .add("asp", 1, 101, 101, 101)
        .add("asp:dc", 1, 100, 100, 100)
        .workers(8)
        .add("asp", 1, 110, 110, 110)
        .add("asp", 2, 120, 120, 120)
        .add("asp:dc", 1, eightCompensated)
        .plan();
  }

  @Test
  void zhengWantsAGainWithEachSeedThatIsGreaterWithMoreWorkers() {
    assertThat(conditions(Shape.ZHENG.of(zheng(100, 105, 108)))).containsExactly(true, true);
    assertThat(conditions(Shape.ZHENG.of(zheng(100, 100, 111)))).containsExactly(false, true);
    assertThat(conditions(Shape.ZHENG.of(zheng(109, 109.5, 109)))).containsExactly(true, false);
    assertThat(Shape.ZHENG.of(zheng(100, 100, 100)).edges()).hasSize(4);
  }

  private static Plan li(double idleOfTwo, double secondsOfTwo, double secondsOfAsp) {
    return new MadeUp()
        .idle(0.5)
        .seconds(20)
        .add("ssp:0", 1, 100, 100, 100)
        .idle(idleOfTwo)
        .seconds(secondsOfTwo)
        .add("ssp:2", 1, 100, 100, 100)
        .idle(0.2)
        .seconds(15)
        .add("ssp:4", 1, 100, 100, 100)
        .idle(0.205)
        .seconds(secondsOfAsp)
        .add("asp", 1, 100, 100, 100)
        .plan();
  }

  @Test
  void liWantsIdleTimeToFallAndTheLeastTimeInsideByMoreThanAFiftieth() {
    assertThat(conditions(Shape.LI.of(li(0.3, 10, 12)))).containsExactly(true, true, true);
    assertThat(conditions(Shape.LI.of(li(0.52, 10, 12)))).containsExactly(false, true, true);
    assertThat(conditions(Shape.LI.of(li(0.3, 10, 10.1)))).containsExactly(true, true, false);
    assertThat(conditions(Shape.LI.of(li(0.3, 10, 8)))).containsExactly(true, true, false);
    assertThat(conditions(Shape.LI.of(li(0.3, 30, 12)))).containsExactly(true, true, false);
  }

  @Test
  void liReadsTimesToWhatTheFirstStrategyHasAtFourFifths() {
    assertThat(Shape.LI.of(li(0.3, 10, 12)).conditions().get(1).words())
        .contains(
            "ssp:2 reaches the target sooner than ssp:0 by 2 % or more: 8.0 s against 16.0 s");
  }

  private static Plan momenta(double one, double four, double sixteen) {
    MadeUp plan = new MadeUp();
    for (double momentum : List.of(0.0, 0.3, 0.9)) {
      plan.optimiser(momentum == 0.9 ? "momentum" : "momentum:" + momentum);
      plan.workers(1).add("asp", 1, around(momentum, one));
      plan.workers(4).add("asp", 1, around(momentum, four));
      plan.workers(16).add("asp", 1, around(momentum, sixteen));
    }
    return plan.plan();
  }

  private static double[] around(double momentum, double best) {
    double perplexity = 100 + 10 * Math.abs(momentum - best);
    return new double[] {perplexity, perplexity, 500};
  }

  @Test
  void mitliagkasWantsTheBestMomentumToFall() {
    assertThat(Shape.MITLIAGKAS.of(momenta(0.9, 0.3, 0)).agrees()).isTrue();
    assertThat(Shape.MITLIAGKAS.of(momenta(0.9, 0.9, 0.3)).agrees()).isTrue();
    assertThat(conditions(Shape.MITLIAGKAS.of(momenta(0.9, 0.9, 0.9))))
        .containsExactly(true, false);
    assertThat(conditions(Shape.MITLIAGKAS.of(momenta(0.9, 0, 0.3)))).containsExactly(false, true);
  }

  private static Plan lin(long bytesOfEight, double... elasticAtThirtyTwo) {
    MadeUp plan = new MadeUp();
    for (String family : List.of("local", "easgd")) {
      double[] many = family.equals("easgd") ? elasticAtThirtyTwo : new double[] {110, 110, 110};
      plan.bytes(1600).add(family + ":2", 1, 100, 100, 100);
      plan.bytes(bytesOfEight).add(family + ":8", 1, 90, 90, 90);
      plan.bytes(100).add(family + ":32", 1, many);
    }
    return plan.plan();
  }

  @Test
  void linWantsFewerBytesAndAHigherPerplexityWithEachSeedOfBoth() {
    assertThat(Shape.LIN.of(lin(400, 101, 101, 101)).agrees()).isTrue();
    assertThat(conditions(Shape.LIN.of(lin(400, 101, 99, 101))))
        .containsExactly(true, true, true, false);
    assertThat(conditions(Shape.LIN.of(lin(510, 101, 101, 101))))
        .containsExactly(false, true, false, true);
  }

  @Test
  void chenWantsABackupWorkerToBeSoonerThanBoth() {
    assertThat(Shape.CHEN.of(chen(12, 10, 11)).agrees()).isTrue();
    assertThat(conditions(Shape.CHEN.of(chen(12, 10, 9)))).containsExactly(true, false);
    assertThat(conditions(Shape.CHEN.of(chen(10, 9.9, 11)))).containsExactly(false, true);
  }

  private static Plan chen(double bsp, double backup, double asp) {
    return new MadeUp()
        .seconds(bsp)
        .add("bsp", 1, 100, 100, 100)
        .seconds(13)
        .add("bsp:backup=1", 1, 100, 100, 100)
        .seconds(backup)
        .add("bsp:backup=2", 1, 100, 100, 100)
        .seconds(asp)
        .add("asp", 1, 100, 100, 100)
        .plan();
  }

  /** A loss that falls so many times slower with 17 workers. */
  private static Plan dai(double sgdOfFour, double momentumOfFour) {
    List<RunResult> results = new ArrayList<>();
    for (int layers : List.of(1, 2, 4)) {
      MadeUp plan = new MadeUp();
      plan.optimiser("sgd").workers(1).add("asp", 1, 10, 10, 10);
      plan.workers(17).add("asp", 1, slower(layers == 4 ? sgdOfFour : layers * 0.5 + 0.6));
      plan.optimiser("momentum").workers(1).add("asp", 1, 10, 10, 10);
      plan.workers(17).add("asp", 1, slower(layers == 4 ? momentumOfFour : layers * 0.5 + 0.6));
      results.add(plan.result(layers));
    }
    return new Plan(results);
  }

  private static double[] slower(double times) {
    double perplexity = 1000 / Math.pow(100, 1 / times);
    return new double[] {perplexity, perplexity, perplexity};
  }

  @Test
  void daiWantsSlowDownsToGrowWithDepthAndToBeWorstWithMomentum() {
    Finding finding = Shape.DAI.of(dai(2, 3));

    assertThat(conditions(finding)).containsExactly(true, true);
    assertThat(finding.conditions().get(1).words())
        .isEqualTo("at 4 layers it is greatest with momentum: sgd: 2.00, momentum: 3.00");
    assertThat(conditions(Shape.DAI.of(dai(3, 2)))).containsExactly(true, false);
    assertThat(conditions(Shape.DAI.of(dai(1.5, 1.6)))).containsExactly(false, true);
    // neither gets there: the slow-down counts as four, of which none is the greater
    assertThat(conditions(Shape.DAI.of(dai(5, 6)))).containsExactly(true, false);
  }

  @Test
  void aPlanHasTheSameSeedsEverywhere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MadeUp().add("bsp", 1, 1, 1, 1).add("asp", 1, 1, 1).plan())
        .withMessage("the trainings have not all the same seeds, each once");
  }

  @Test
  void printsVerdictEdgesAndAllTrainingsAndDrawsAPictureThatStandsByItself() throws Exception {
    Path run = Files.createDirectory(folder.resolve("run"));
    Path more = Files.createDirectory(folder.resolve("more"));
    Files.writeString(run.resolve(ResultJson.FILE), ResultJson.write(zhang(300, 90).result(1)));
    RunResult added = new MadeUp().add("bsp", 8, 90, 90, 90).add("asp", 8, 1, 1, 1).result(1);
    Files.writeString(more.resolve(ResultJson.FILE), ResultJson.write(added));
    Path svg = folder.resolve("zhang.svg");

    String alone = printed("zhang", run.toString(), "--svg=" + svg);

    assertThat(alone)
        .startsWith("**Agrees.**\n\n- holds: at rate 2.0, the best of bsp (perplexity 100.0)")
        .contains(
            "| 1 | 16 | bsp | sgd | 15.0 | 1.0: 130.0, **2.0: 100.0**, 4.0: 150.0 | 100.0, 99.0, 120.0 |")
        .doesNotContain("edge");
    assertThat(Files.readString(svg))
        .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" ")
        .contains("<style>", "asp:lr/tau");
    assertThat(printed("zheng", run.toString())).contains("no trainings of asp with 4 workers");
    assertThat(printed("zhang", run.toString(), more.toString()))
        .contains("no trainings of asp:lr/tau, 16 workers, sgd, layers 1 at rate 8.0");
  }

  @Test
  void aFolderThatIsNoEndedRunIsNamed() {
    assertThat(printed("zhang", folder.toString()))
        .startsWith(folder + " has no result.json; expected the folder of an ended run\n");
  }

  /** What a start prints, errors too. */
  private static String printed(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(both);
      System.setErr(both);
      Shapes.commandLine().execute(arguments);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}

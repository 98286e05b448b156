package org.tengen.web.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StalenessTheoryTest {
  /** Of four workers, with so many pushes of each staleness. */
  private static StalenessTheory of(String strategy, Long... histogram) {
    return StalenessTheory.of(SampleRuns.stale(strategy, List.of(histogram)));
  }

  @Test
  void nothingIsStaleBehindABarrier() {
    StalenessTheory theory = of("bsp", 40L);

    assertThat(theory.mean()).isZero();
    assertThat(theory.bound()).isZero();
    assertThat(theory.words())
        .contains("Valiant 1990")
        .endsWith(" None of the 40 pushes counted lies above.");
    assertThat(of("bsp:backup=1", 40L).words()).contains("Chen et al. 2016");
  }

  @Test
  void aPushAboveTheBoundIsCalledWrong() {
    assertThat(of("bsp", 39L, 1L).words())
        .endsWith(" 1 of the 40 pushes counted lie above: that is wrong.");
  }

  @Test
  void aSlackBoundsTheUpdatesByWhatAllOthersCanPushMeanwhile() {
    assertThat(of("ssp:3", 1L).bound()).isEqualTo(21);
    assertThat(of("ssp:0", 1L).bound()).isEqualTo(3);
    assertThat(of("ssp:4+dc", 1L).bound()).isEqualTo(27);
    assertThat(of("ssp:3", 1L).mean()).isNull();
    assertThat(of("ssp:3", 1L).words())
        .contains("at most 21 updates", "push 7 times", "Ho et al. 2013");
  }

  @Test
  void whereNobodyWaitsTheMeanIsTheNumberOfTheOthers() {
    for (String strategy : List.of("asp", "asp:lr/tau", "asp+dc")) {
      assertThat(of(strategy, 1L).mean()).isEqualTo(3);
      assertThat(of(strategy, 1L).bound()).isNull();
    }
  }

  @Test
  void stepsWithoutMemorySpreadItGeometrically() {
    double[] shares = new StalenessBars(1, 3).expected(of("asp", 1L));

    // a quarter, a quarter of the rest, and all that is left in the last bar
    assertThat(shares).containsExactly(new double[] {0.25, 0.1875, 0.5625}, within(1e-12));
    assertThat(new StalenessBars(2, 2).expected(of("asp", 1L)))
        .containsExactly(new double[] {0.4375, 0.5625}, within(1e-12));
    assertThat(new StalenessBars(1, 3).expected(of("bsp", 1L))).isEmpty();
  }

  @Test
  void whereSeveralPushesMakeAnUpdateItIsLessByTheirNumber() {
    StalenessTheory theory = of("softsync:2", 10L, 50L, 60L, 40L, 39L, 1L);

    assertThat(theory.mean()).isEqualTo(1.5);
    assertThat(theory.words())
        .startsWith("Theory: mean 1.50, as the other 3 workers push once each while one computes")
        .contains("every 2 pushes make an update. Zhang et al. (2016) saw about 2")
        .endsWith("hardly a push above 4; here 0.50 % are above that.");
    assertThat(of("softsync:1", 1L).mean()).isEqualTo(0.75);
    assertThat(of("softsync:4", 1L).mean()).isEqualTo(3);
  }

  @Test
  void whereTheoryHasNoFigureThereIsNone() {
    for (String strategy : List.of("local:4", "easgd:4", "local:4+reset")) {
      assertThat(of(strategy, 1L).mean()).isNull();
      assertThat(of(strategy, 1L).bound()).isNull();
      assertThat(of(strategy, 1L).words()).isNotEmpty();
    }
    assertThat(of("new:3", 1L).words()).isEmpty();
    assertThat(of("ssp:x", 1L).words()).isEmpty();
    assertThat(of("softsync", 1L).words()).isEmpty();
  }

  @Test
  void theReportDrawsItIntoTheHistogramAndSaysIt() {
    String page =
        HtmlReport.of(
            SampleRuns.result(
                List.of(
                    SampleRuns.stale("asp", List.of(10L, 20L, 40L, 20L, 10L)),
                    SampleRuns.stale("ssp:0", List.of(10L, 20L, 10L)))));

    assertThat(page)
        .contains("<title>mean by theory: 3.00</title>", "<title>bound: 3</title>")
        .contains("steps without memory: 25.00 % of pushes 0 stale")
        .contains("<figcaption>Theory: mean 3, one less than there are workers");
    assertThat(MarkdownReport.of(SampleRuns.result(List.of(SampleRuns.asp()))))
        .contains("- **asp**: Theory: mean 3, one less than there are workers");
  }
}

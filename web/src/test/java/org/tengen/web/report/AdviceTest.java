package org.tengen.web.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tengen.web.report.StrategyRun.Staleness;

final class AdviceTest {
  private static final String HERE = "on this cluster";

  private final List<StrategyRun> runs = new ArrayList<>();

  /** A training; not finite seconds mean that the target was never reached. */
  private void run(
      String strategy,
      double rate,
      double seconds,
      double perplexity,
      double staleness,
      @Nullable String divergence) {
    run(strategy, "adam", rate, seconds, perplexity, staleness, divergence);
  }

  private void run(
      String strategy,
      String optimiser,
      double rate,
      double seconds,
      double perplexity,
      double staleness,
      @Nullable String divergence) {
    runs.add(
        new StrategyRun(
            strategy,
            4,
            2,
            runs.size(),
            1_000,
            100,
            100,
            10,
            0,
            new Staleness(staleness, 9, 9, List.of(1L)),
            Map.of(StrategyRun.PERPLEXITY, perplexity),
            90.0,
            Double.isFinite(seconds) ? seconds : null,
            "",
            List.of(),
            List.of(),
            null,
            divergence,
            rate,
            optimiser,
            "none",
            null,
            null));
  }

  private void seeds(String strategy, double staleness, double perplexity, double... seconds) {
    for (double each : seconds) {
      run(strategy, 0.01, each, perplexity, staleness, null);
    }
  }

  private String advice() {
    return Advice.of(HERE, runs);
  }

  @Test
  void namesTheWinnerAndByHowMuchItIsSoonerThanTheBarrier() {
    seeds("bsp", 0, 88, 24, 25, 26);
    seeds("ssp:4", 3, 88.4, 12.5, 13, 14);

    assertThat(advice())
        .isEqualTo(
            "on this cluster use ssp:4: 1.9x sooner than bsp (13.0 s (12.5 to 14.0) against 25.0 s"
                + " (24.0 to 26.0), 3 seeds) at the same perplexity.");
  }

  @Test
  void saysWhatTheWinnersPerplexityCosts() {
    seeds("bsp", 0, 80, 24, 25);
    seeds("asp", 3, 84, 12, 13);

    assertThat(advice()).endsWith(" at a final perplexity 5.0 % higher.");
  }

  @Test
  void theBarrierCanWin() {
    seeds("bsp", 0, 88, 10, 11);
    seeds("asp", 3, 99, 15, 16);
    seeds("ssp:3", 3, 95, 14, 15);

    assertThat(advice())
        .startsWith("on this cluster use bsp: 1.4x sooner than ssp:3 (10.5 s")
        .endsWith(", the next.");
  }

  @Test
  void seedsThatOverlapLeaveNoClearWinnerAndTheLeastStaleIsToBeTaken() {
    seeds("bsp", 0, 88, 24, 25);
    seeds("asp", 7, 85, 12, 13.5);
    seeds("ssp:3", 2, 86, 13, 14);

    assertThat(advice())
        .isEqualTo(
            "on this cluster there is no clear winner: asp 12.8 s (12.0 to 13.5), ssp:3 13.5 s (13.0"
                + " to 14.0) to the target; take ssp:3, the least stale of them.");
  }

  @Test
  void ofOneRunEachATenthSoonerIsNotEnough() {
    seeds("bsp", 0, 88, 12.9);
    seeds("asp", 3, 88, 12);

    assertThat(advice()).contains("no clear winner", "one seed each", "take bsp");
  }

  @Test
  void ofOneRunEachTwiceAsSoonIs() {
    seeds("bsp", 0, 88, 24);
    seeds("asp", 3, 88, 12);

    assertThat(advice())
        .isEqualTo(
            "on this cluster use asp: 2.0x sooner than bsp (12.0 s against 24.0 s, one seed) at the"
                + " same perplexity.");
  }

  @Test
  void takesEachStrategyAtItsBestRateAndSaysWhereItDiverges() {
    seeds("bsp", 0, 88, 24, 25);
    run("asp", 0.01, 12, 88, 3, null);
    run("asp", 0.01, 13, 88, 3, null);
    run("asp", 0.04, 9, 88, 3, null);
    run("asp", 0.04, Double.NaN, Double.NaN, 3, "asp diverged");

    assertThat(advice())
        .startsWith("on this cluster use asp at rate 0.01: 2.0x sooner than bsp (")
        .endsWith("; asp diverges at rate 0.04.");
  }

  @Test
  void aRateThatAlwaysReachesTheTargetBeatsAQuickerOneThatMissesIt() {
    seeds("bsp", 0, 88, 24, 25, 26);
    for (double seconds : new double[] {10, 11, Double.NaN}) {
      run("asp", 0.008, seconds, 88, 3, null);
    }
    for (double seconds : new double[] {14, 15, 16}) {
      run("asp", 0.004, seconds, 88, 3, null);
    }

    assertThat(advice()).startsWith("on this cluster use asp at rate 0.004: 1.7x sooner than bsp");
  }

  @Test
  void namesTheOptimiserWhereSeveralWereTried() {
    run("bsp", "momentum:0.9", 0.1, 20, 88, 0, null);
    run("bsp", "momentum:0", 0.1, 30, 88, 0, null);
    run("asp", "momentum:0.9", 0.1, Double.NaN, Double.NaN, 3, "asp diverged");
    run("asp", "momentum:0", 0.1, 10, 88, 3, null);

    assertThat(advice())
        .startsWith(
            "on this cluster use asp with momentum:0: 2.0x sooner than bsp with momentum:0.9")
        .endsWith("; asp diverges with momentum:0.9 at rate 0.1.");
  }

  @Test
  void whoDidNotReachTheTargetWithEverySeedIsNamed() {
    seeds("bsp", 0, 88, 24, 25);
    seeds("asp", 3, 95, 12, Double.NaN);

    assertThat(advice())
        .isEqualTo(
            "on this cluster use bsp: it alone reached the target; asp reached the target in only 1"
                + " of 2 runs.");
  }

  @Test
  void whoReachedTheTargetWithNoSeedIsSaidToHaveDoneSo() {
    seeds("bsp", 0, 88, 24, 25);
    seeds("ssp:3", 2, 95, Double.NaN, Double.NaN);
    seeds("asp", 3, 95, Double.NaN, Double.NaN);

    assertThat(advice()).endsWith("; ssp:3, asp reached the target in none of 2 runs.");
  }

  @Test
  void withoutATargetReachedThereIsNoAdvice() {
    seeds("bsp", 0, 95, Double.NaN);
    seeds("asp", 3, 92, Double.NaN);

    assertThat(advice())
        .isEqualTo(
            "on this cluster no strategy reached the target in every run, so there is no advice; asp"
                + " had the lowest perplexity, 92.00.");
  }

  @Test
  void whereAllDivergedItSaysSo() {
    run("bsp", 0.5, Double.NaN, Double.NaN, 0, "bsp diverged");
    run("asp", 0.5, Double.NaN, Double.NaN, 3, "asp diverged");

    assertThat(advice())
        .isEqualTo(
            "on this cluster every strategy diverged, so there is no advice: try lower rates; bsp"
                + " diverges at rate 0.5; asp diverges at rate 0.5.");
  }

  @Test
  void oneStrategyAloneIsNoChoice() {
    seeds("bsp", 0, 88, 24, 25);

    assertThat(advice()).isEmpty();
  }
}

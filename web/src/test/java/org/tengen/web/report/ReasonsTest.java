package org.tengen.web.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tengen.web.report.StrategyRun.Staleness;

final class ReasonsTest {
  private final List<StrategyRun> runs = new ArrayList<>();

  private void run(
      String strategy,
      double rate,
      double samplesPerSecond,
      double idle,
      double perplexity,
      @Nullable Double seconds) {
    runs.add(
        new StrategyRun(
            strategy,
            4,
            2,
            1,
            1_000,
            100,
            10,
            samplesPerSecond,
            idle,
            new Staleness(strategy.equals("bsp") ? 0 : 2.5, 9, 9, List.of(1L)),
            Map.of(StrategyRun.PERPLEXITY, perplexity),
            90.0,
            seconds,
            "",
            List.of(),
            List.of(),
            null,
            null,
            rate,
            "sgd",
            "none",
            null,
            null));
  }

  private String words() {
    return Reasons.of(runs);
  }

  @Test
  void setTheSoonestBesideTheBarrier() {
    run("bsp", 0.1, 1_000, 0.6, 30, 50.0);
    run("ssp:3", 0.1, 9_000, 0.1, 31, 40.0);
    run("asp", 0.1, 2_500, 0.05, 32, 20.0);

    assertThat(words())
        .isEqualTo(
            "asp goes over 2,500 samples a second and bsp over 1,000: workers wait 5.0 % of their time"
                + " under the one and 60.0 % under the other. After the same samples their perplexities"
                + " are 32.00 and 30.00, at mean stalenesses of 2.50 and 0.00.");
  }

  @Test
  void setTheBarrierBesideTheOneThatGoesOverMost() {
    run("bsp", 0.1, 1_000, 0.6, 30, 20.0);
    run("ssp:3", 0.1, 9_000, 0.1, 31, null);
    run("asp", 0.1, 2_500, 0.05, 32, null);

    assertThat(words()).startsWith("bsp goes over 1,000 samples a second and ssp:3 over 9,000: ");
  }

  @Test
  void warnThatABestRateIsTheLastThatWasTried() {
    run("bsp", 0.1, 1_000, 0.6, 30, 50.0);
    run("bsp", 0.2, 1_000, 0.6, 29, 40.0);
    run("ssp:3", 0.1, 1_000, 0.6, 29, 40.0);
    run("ssp:3", 0.2, 1_000, 0.6, 30, 50.0);
    run("asp", 0.1, 1_000, 0.6, 30, 50.0);
    run("asp", 0.2, 1_000, 0.6, 29, 40.0);
    run("asp", 0.4, 1_000, 0.6, 30, 50.0);

    assertThat(words())
        .endsWith(
            " Best at the highest rate that was tried, so that a higher one may be better: bsp."
                + " Best at the lowest rate that was tried, so that a lower one may be better: ssp:3.");
  }

  @Test
  void haveNothingToSayOfOneStrategy() {
    run("bsp", 0.1, 1_000, 0.6, 30, 50.0);
    run("bsp", 0.2, 1_000, 0.6, 29, 40.0);

    assertThat(words()).isEmpty();
  }
}

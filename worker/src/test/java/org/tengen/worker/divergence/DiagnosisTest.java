package org.tengen.worker.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.strategy.Strategy;

final class DiagnosisTest {
  private static final Divergence ROSE = new Divergence(12_800, 9.25, 5.5, 6_400, 6_400);

  private static String line(String strategy, String clip, double staleness, Divergence how) {
    return new Diagnosis(
            Strategy.parse(strategy), 0.032f, Clipping.parse(clip), staleness, 31, true)
        .of(how);
  }

  @Test
  void namesStrategyStalenessAndRateAndWhatToTry() {
    assertThat(line("asp", "none", 12.44, ROSE))
        .isEqualTo(
            "asp diverged after 12800 samples: its mean loss is 9.25 (perplexity 1.04e+04), where it"
                + " was 5.5 at 6400 samples, at rate 0.032 and a mean staleness of 12.4 updates (99 % of"
                + " pushes at most 31); try --strategy asp:lr/tau, or --strategy bsp, or --rate 0.016,"
                + " or --clip norm:5, or --on-divergence lower");
  }

  @Test
  void saysWhatALossIsThatIsNoNumber() {
    Divergence nan = new Divergence(64, Double.NaN, 8.5, 0, 0);

    assertThat(line("bsp", "norm:1", 0, nan))
        .startsWith("bsp diverged after 64 samples: its loss is no finite number, at rate 0.032 ")
        .endsWith("; try --rate 0.016, or --on-divergence lower");
  }

  @Test
  void saysThatGuessingWouldHaveBeenBetterThanAllOfIt() {
    assertThat(line("bsp", "none", 0, new Divergence(640, 21.5, 3.25, 0, 0)))
        .contains("its mean loss is 21.5 (perplexity over 10^8), where guessing evenly has 3.25,");
  }

  @ParameterizedTest
  @CsvSource({
    "ssp:3, 2, --strategy ssp:3+lr/tau",
    "softsync:2, 2, --strategy softsync:2+lr/tau",
    "asp:lr/tau, 2, --strategy bsp",
    "easgd:4, 2, --strategy bsp",
    "asp, 0.1, --rate 0.016"
  })
  void whatItAdvisesFirstFitsTheStrategyAndItsStaleness(
      String strategy, double staleness, String first) {
    assertThat(line(strategy, "none", staleness, ROSE)).contains("; try " + first + ", or ");
  }
}

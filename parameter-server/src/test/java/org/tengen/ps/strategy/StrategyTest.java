package org.tengen.ps.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrategyTest {
  @Test
  void readsThePresets() {
    assertThat(Strategy.parse("bsp"))
        .isEqualTo(
            new Strategy(
                "bsp",
                new Sent.Gradient(),
                new Admission.Barrier(),
                new Gathering.WholeClock(),
                new Correction.None()));
    assertThat(Strategy.parse("ssp:3").admission()).isEqualTo(new Admission.Bounded(3));
    assertThat(Strategy.parse("ssp:3").gathering()).isEqualTo(new Gathering.Each());
    assertThat(Strategy.parse("asp").admission()).isEqualTo(new Admission.Free());
    assertThat(Strategy.parse("asp").correction()).isEqualTo(new Correction.None());
    assertThat(Strategy.parse("asp:lr/tau").correction()).isEqualTo(new Correction.OverStaleness());
  }

  @Test
  void combinesASlackWithACorrection() {
    Strategy strategy = Strategy.parse("ssp:4+lr/tau");
    assertThat(strategy.admission()).isEqualTo(new Admission.Bounded(4));
    assertThat(strategy.correction()).isEqualTo(new Correction.OverStaleness());
    assertThat(strategy).hasToString("ssp:4+lr/tau");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spp:3", "bps", "ssp", "ssp:", "ssp:x", "asp:dc", "ssp:1+x", "", "BSP"})
  void refusesUnknownNamesInOneLine(String text) {
    assertThatThrownBy(() -> Strategy.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "strategy=" + text + ": expected bsp, asp or ssp:SLACK, e.g. ssp:3, or asp:lr/tau");
  }

  @Test
  void refusesWhatMakesNoSenseWithTheReason() {
    assertThatThrownBy(() -> Strategy.parse("ssp:-1"))
        .hasMessage("strategy=ssp:-1: slack must be 0 or more, e.g. ssp:3");
    assertThatThrownBy(() -> Strategy.parse("bsp+lr/tau"))
        .hasMessage(
            "strategy=bsp+lr/tau: nothing is stale behind a barrier, so there is nothing to"
                + " correct");
  }

  @Test
  void admitsByTheDistanceToTheSlowest() {
    Admission barrier = new Admission.Barrier();
    assertThat(barrier.admits(5, 5)).isTrue();
    assertThat(barrier.admits(5, 4)).isFalse();
    Admission bounded = new Admission.Bounded(3);
    assertThat(bounded.admits(5, 2)).isTrue();
    assertThat(bounded.admits(5, 1)).isFalse();
    assertThat(new Admission.Free().admits(1000, 0)).isTrue();
  }

  @Test
  void boundsTheStalenessByTwiceTheSlackAndOneForEachOtherLane() {
    assertThat(new Admission.Barrier().stalenessBound(4)).isZero();
    assertThat(new Admission.Bounded(3).stalenessBound(4)).isEqualTo(21);
    assertThat(new Admission.Bounded(0).stalenessBound(4)).isEqualTo(3);
  }

  @Test
  void dividesTheRateByTheStaleness() {
    Correction correction = new Correction.OverStaleness();
    assertThat(correction.rateFactor(0)).isEqualTo(1);
    assertThat(correction.rateFactor(1)).isEqualTo(1);
    assertThat(correction.rateFactor(4)).isEqualTo(0.25);
  }
}

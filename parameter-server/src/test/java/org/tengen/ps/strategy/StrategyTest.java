package org.tengen.ps.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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

  @Test
  void readsTheStrategiesBetweenTheEnds() {
    Strategy softsync = Strategy.parse("softsync:2+lr/tau");
    assertThat(softsync.admission()).isEqualTo(new Admission.Free());
    assertThat(softsync.gathering()).isEqualTo(new Gathering.Several(2));
    assertThat(softsync.correction()).isEqualTo(new Correction.OverStaleness());
    assertThat(Strategy.parse("asp:dc").correction())
        .isEqualTo(new Correction.DelayCompensation(2, 0.95));
    assertThat(Strategy.parse("ssp:4+dc:0.5:0.9").correction())
        .isEqualTo(new Correction.DelayCompensation(0.5, 0.9));
    Strategy backup = Strategy.parse("bsp:backup=1");
    assertThat(backup.admission()).isEqualTo(new Admission.Barrier());
    assertThat(backup.gathering()).isEqualTo(new Gathering.FirstOfClock(1));
  }

  @Test
  void readsTheStrategiesWhoseLanesHaveOptimisersOfTheirOwn() {
    Strategy local = Strategy.parse("local:8");
    assertThat(local.sent()).isEqualTo(new Sent.WeightChange(8, Sent.WeightChange.State.KEPT));
    assertThat(local.admission()).isEqualTo(new Admission.Barrier());
    assertThat(local.gathering()).isEqualTo(new Gathering.WholeClock());
    assertThat(Strategy.parse("local:8+averaged").sent())
        .isEqualTo(new Sent.WeightChange(8, Sent.WeightChange.State.AVERAGED));
    assertThat(Strategy.parse("local:8+reset").sent())
        .isEqualTo(new Sent.WeightChange(8, Sent.WeightChange.State.RESET));
    Sent.Elastic byLanes = (Sent.Elastic) Strategy.parse("easgd:4").sent();
    assertThat(byLanes.steps()).isEqualTo(4);
    assertThat(byLanes.part(9)).isEqualTo(0.1);
    assertThat(Strategy.parse("easgd:4:0.25").sent()).isEqualTo(new Sent.Elastic(4, 0.25));
    assertThat(Strategy.parse("easgd:4").admission()).isEqualTo(new Admission.Free());
    assertThat(Strategy.parse("easgd:4").gathering()).isEqualTo(new Gathering.Each());
  }

  @Test
  void refusesWhatMakesNoSenseWithOptimisersInTheLanes() {
    assertThatThrownBy(() -> Strategy.parse("local:8+dc"))
        .hasMessage(
            "strategy=local:8+dc: a correction changes gradients, and these lanes push how far"
                + " their weights went; expected local:H or easgd:H alone, or asp, ssp:SLACK or"
                + " softsync:N with a correction");
    assertThatThrownBy(() -> Strategy.parse("easgd:8+lr/tau"))
        .hasMessageStartingWith("strategy=easgd:8+lr/tau: a correction changes gradients");
    assertThatThrownBy(() -> Strategy.parse("asp+reset"))
        .hasMessage(
            "strategy=asp+reset: +reset says what becomes of workers' optimisers, and these have"
                + " none to choose for; expected it after local:H");
    assertThatThrownBy(() -> Strategy.parse("local:0"))
        .hasMessage("strategy=local:0: expected 1 or more steps, e.g. local:8");
    assertThatThrownBy(() -> Strategy.parse("easgd:8:1"))
        .hasMessage(
            "strategy=easgd:8:1.0: expected a part of the distance over 0 and less than 1, e.g."
                + " easgd:8:0.1");
  }

  @Test
  void countsThePushesOfAnUpdateByTheNumberOfLanes() {
    assertThat(new Gathering.Each().pushes(7)).isEqualTo(1);
    assertThat(new Gathering.WholeClock().pushes(7)).isEqualTo(7);
    assertThat(new Gathering.Several(2).pushes(7)).isEqualTo(3);
    assertThat(new Gathering.Several(7).pushes(7)).isEqualTo(1);
    assertThat(new Gathering.FirstOfClock(2).pushes(7)).isEqualTo(5);
  }

  @Test
  void refusesWhatTheNumberOfLanesLeavesNothingOf() {
    assertThatThrownBy(() -> new Gathering.Several(5).pushes(4))
        .hasMessage(
            "strategy=softsync:5: an update has floor(workers/5) pushes, none of 4 workers;"
                + " expected softsync:1 to softsync:4");
    assertThatThrownBy(() -> new Gathering.FirstOfClock(4).pushes(4))
        .hasMessage(
            "strategy=bsp:backup=4: nobody is left of 4 workers; expected bsp:backup=1 to"
                + " bsp:backup=3");
  }

  @Test
  void knowsFromThePushesOfAClockHowFarEverybodyIs() {
    assertThat(new Gathering.FirstOfClock(1).finished(new long[] {5, 3, 2})).containsOnly(5);
    assertThat(new Gathering.Each().finished(new long[] {5, 3, 2})).containsExactly(5, 3, 2);
  }

  @Test
  void compensatesAsTheFormulaSays() {
    Correction correction = new Correction.DelayCompensation(2, 0.5);
    float[] sum = {8, -4, 3};
    float[] now = {1.5f, 0, 9};
    float[] pulled = {1, 1, 9};
    float[][] state = {{0, 6, 0}};
    correction.compensate(sum, 4, now, pulled, state, 0, 2);
    // g = 2, v = 0.5 * 4 = 2: 2 + 2 / sqrt(2) * 4 * 0.5; times 4 samples.
    assertThat(sum[0]).isCloseTo(19.3137f, within(1e-4f));
    // g = -1, v = 0.5 * 6 + 0.5 * 1 = 3.5: -1 + 2 / sqrt(3.5) * 1 * -1; times 4 samples.
    assertThat(sum[1]).isCloseTo(-8.2762f, within(1e-4f));
    assertThat(sum[2]).isEqualTo(3);
    assertThat(state[0]).containsExactly(2, 3.5f, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spp:3",
        "bps",
        "ssp",
        "ssp:",
        "ssp:x",
        "asp:dx",
        "ssp:1+x",
        "easgd:2:Infinity",
        "",
        "BSP"
      })
  void refusesUnknownNamesInOneLine(String text) {
    assertThatThrownBy(() -> Strategy.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "strategy="
                + text
                + ": expected bsp, bsp:backup=B, local:H, easgd:H, or ssp:SLACK, asp or softsync:N,"
                + " alone or with +lr/tau or +dc, e.g. ssp:3, asp:dc, softsync:2+lr/tau or"
                + " local:8+reset");
  }

  @Test
  void refusesWhatMakesNoSenseWithTheReason() {
    assertThatThrownBy(() -> Strategy.parse("ssp:-1"))
        .hasMessage("strategy=ssp:-1: slack must be 0 or more, e.g. ssp:3");
    assertThatThrownBy(() -> Strategy.parse("bsp+lr/tau"))
        .hasMessage(
            "strategy=bsp+lr/tau: nothing is stale behind a barrier, so there is nothing to"
                + " correct; expected bsp alone, or asp, ssp:SLACK or softsync:N with a"
                + " correction");
    assertThatThrownBy(() -> Strategy.parse("bsp:backup=1+dc"))
        .hasMessageStartingWith("strategy=bsp:backup=1+dc: nothing is stale behind a barrier");
    assertThatThrownBy(() -> Strategy.parse("bsp:backup=0"))
        .hasMessage(
            "strategy=bsp:backup=0: expected 1 or more lanes to spare, e.g. bsp:backup=1; bsp"
                + " spares none");
    assertThatThrownBy(() -> Strategy.parse("softsync:0"))
        .hasMessage(
            "strategy=softsync:0: expected 1 or more updates while every lane pushes once, e.g."
                + " softsync:2");
    assertThatThrownBy(() -> Strategy.parse("asp:dc:0:0.5"))
        .hasMessage(
            "strategy=asp:dc:0.0:0.5: expected a lambda over 0 and an m of at least 0 and less than"
                + " 1, e.g. asp:dc:2:0.95");
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

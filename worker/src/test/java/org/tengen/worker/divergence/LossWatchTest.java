package org.tengen.worker.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class LossWatchTest {
  private final LossWatch watch = new LossWatch(2, 10, 8, 0, 0);

  @Test
  void aLossThatFallsAndScattersWithinTheBoundIsNoDivergence() {
    assertThat(watch.train(10, 60)).isNull();
    assertThat(watch.train(20, 60 + 30)).isNull();
    assertThat(watch.train(30, 90 + 49)).isNull();
    assertThat(watch.validate(30, 7.5)).isNull();
  }

  @Test
  void aMeanBeyondTheBestByMoreThanTheBoundIsOneThoughItIsBelowTheFirst() {
    watch.train(10, 80);
    watch.train(20, 80 + 30);

    assertThat(watch.train(30, 110 + 51)).isEqualTo(new Divergence(30, 5.1, 3, 20));
  }

  @Test
  void fewerSamplesThanAWindowAreWaitedFor() {
    watch.train(10, 30);

    assertThat(watch.train(14, 30 + 80)).isNull();
    assertThat(watch.train(20, 30 + 90)).isEqualTo(new Divergence(20, 9, 3, 10));
  }

  @Test
  void aLossThatIsNoNumberNeedsNoWholeWindow() {
    assertThat(watch.train(3, Double.NaN)).isEqualTo(new Divergence(3, Double.NaN, 8, 0));
  }

  @Test
  void aValidationLossThatIsNotFiniteIsOneAndTheWeightsWereSoundNoLaterThanIt() {
    watch.train(10, 30);
    watch.train(20, 55);

    assertThat(watch.validate(15, Double.POSITIVE_INFINITY))
        .isEqualTo(new Divergence(15, Double.POSITIVE_INFINITY, 2.5, 15));
  }

  @Test
  void aFirstWindowFarWorseThanGuessingIsOne() {
    assertThat(watch.train(10, 101)).isEqualTo(new Divergence(10, 10.1, 8, 0));
  }

  @Test
  void whatHasDivergedStaysSo() {
    watch.train(10, 30);
    Divergence first = watch.train(20, 130);

    assertThat(watch.train(30, 131)).isSameAs(first);
    assertThat(watch.validate(30, 1)).isSameAs(first);
  }

  @Test
  void aTrainingThatGoesOnIsJudgedByWhatItDoesFromThere() {
    LossWatch on = new LossWatch(2, 10, 8, 100, 900);

    assertThat(on.train(100, 900)).isNull();
    assertThat(on.train(110, 930)).isNull();
    assertThat(on.train(120, 981)).isEqualTo(new Divergence(120, 5.1, 3, 110));
  }

  @Test
  void refusesABoundThatEveryLossPasses() {
    assertThatThrownBy(() -> new LossWatch(0, 10, 8, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bound=0.0, window=10: expected a bound above 0 and a window of 1 or more");
  }
}

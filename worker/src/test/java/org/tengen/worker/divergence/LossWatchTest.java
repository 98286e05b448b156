package org.tengen.worker.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class LossWatchTest {
  private static final LossWatch.Best FRESH = new LossWatch.Best(8, 0, 0);

  private final LossWatch watch = new LossWatch(2, 10, FRESH, 0, 0);

  @Test
  void aLossThatFallsAndScattersWithinTheBoundIsNoDivergence() {
    assertThat(watch.train(10, 60, 10)).isNull();
    assertThat(watch.train(20, 60 + 30, 20)).isNull();
    assertThat(watch.train(30, 90 + 49, 30)).isNull();
    assertThat(watch.validate(30, 7.5)).isNull();
  }

  @Test
  void aMeanBeyondTheBestByMoreThanTheBoundIsOneThoughItIsBelowTheFirst() {
    watch.train(10, 80, 10);
    watch.train(20, 80 + 30, 20);

    assertThat(watch.train(30, 110 + 51, 30)).isEqualTo(new Divergence(30, 5.1, 3, 20, 20));
  }

  @Test
  void fewerSamplesThanAWindowAreWaitedFor() {
    watch.train(10, 30, 10);

    assertThat(watch.train(14, 30 + 80, 14)).isNull();
    assertThat(watch.train(20, 30 + 90, 20)).isEqualTo(new Divergence(20, 9, 3, 10, 10));
  }

  @Test
  void aLossThatIsNoNumberNeedsNoWholeWindow() {
    assertThat(watch.train(3, Double.NaN, 3)).isEqualTo(new Divergence(3, Double.NaN, 8, 0, 0));
  }

  @Test
  void aValidationLossThatIsNotFiniteIsOneAndTheWeightsWereSoundNoLaterThanIt() {
    watch.train(10, 30, 10);
    watch.train(20, 55, 20);

    assertThat(watch.validate(15, Double.POSITIVE_INFINITY))
        .isEqualTo(new Divergence(15, Double.POSITIVE_INFINITY, 2.5, 20, 15));
  }

  @Test
  void aFirstWindowFarWorseThanGuessingIsOne() {
    assertThat(watch.train(10, 101, 10)).isEqualTo(new Divergence(10, 10.1, 8, 0, 0));
  }

  @Test
  void weightsWereSoundAsLongAsTheLossWasNearItsBest() {
    watch.train(10, 30, 10);
    watch.train(20, 30 + 34, 20);
    watch.train(30, 64 + 45, 30);

    assertThat(watch.train(40, 109 + 51, 40)).isEqualTo(new Divergence(40, 5.1, 3, 10, 20));
  }

  @Test
  void positionsAreOfSamplesThatWereApplied() {
    watch.train(12, 36, 9);

    assertThat(watch.best()).isEqualTo(new LossWatch.Best(3, 9, 9));
    assertThat(watch.train(24, 36 + 72, 18)).isEqualTo(new Divergence(18, 6, 3, 9, 9));
  }

  @Test
  void aLaterSessionKnowsTheBestOfTheOneBefore() {
    LossWatch on = new LossWatch(2, 10, new LossWatch.Best(3, 50, 90), 100, 900);

    assertThat(on.train(110, 900 + 51, 110)).isEqualTo(new Divergence(110, 5.1, 3, 50, 90));
  }

  @Test
  void whatHasDivergedStaysSo() {
    watch.train(10, 30, 10);
    Divergence first = watch.train(20, 130, 20);

    assertThat(watch.train(30, 131, 30)).isSameAs(first);
    assertThat(watch.validate(30, 1)).isSameAs(first);
  }

  @Test
  void aTrainingThatGoesOnIsJudgedByWhatItDoesFromThere() {
    LossWatch on = new LossWatch(2, 10, FRESH, 100, 900);

    assertThat(on.train(100, 900, 100)).isNull();
    assertThat(on.train(110, 930, 110)).isNull();
    assertThat(on.train(120, 981, 120)).isEqualTo(new Divergence(120, 5.1, 3, 110, 110));
  }

  @Test
  void refusesABoundThatEveryLossPasses() {
    assertThatThrownBy(() -> new LossWatch(0, 10, FRESH, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bound=0.0, window=10: expected a bound above 0 and a window of 1 or more");
  }
}

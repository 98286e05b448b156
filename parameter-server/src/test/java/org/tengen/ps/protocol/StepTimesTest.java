package org.tengen.ps.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepTimesTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 7, 8, 15, 16, 17, 1000, 1_000_000, 9_500_000_000L, Long.MAX_VALUE})
  void aTimeIsInTheBucketThatBeginsAtItOrBefore(long ns) {
    int bucket = StepTimes.bucket(ns);

    assertThat(StepTimes.lowestNs(bucket)).isLessThanOrEqualTo(ns);
    if (bucket < StepTimes.BUCKETS - 1) {
      assertThat(StepTimes.lowestNs(bucket + 1)).isGreaterThan(ns);
    }
  }

  @Test
  void bucketsAboveEightNanosecondsAreAtMostAnEighthWide() {
    for (int bucket = 8; bucket < StepTimes.BUCKETS - 1; bucket++) {
      double width = StepTimes.lowestNs(bucket + 1) - StepTimes.lowestNs(bucket);
      assertThat(width / StepTimes.lowestNs(bucket)).isBetween(1 / 16.0, 1 / 8.0);
    }
  }

  @Test
  void aTallyCountsFromItsShortestStepToItsLongest() {
    StepTimes.Tally tally = new StepTimes.Tally();
    assertThat(tally.times()).isEqualTo(StepTimes.NONE);

    tally.add(70);
    tally.add(5);
    tally.add(8);
    tally.add(71);

    StepTimes times = tally.times();
    assertThat(times.first()).isEqualTo(5);
    assertThat(times.counts()).hasSize(28).startsWith(1L, 0L, 0L, 1L).endsWith(0L, 2L);
    assertThat(times.steps()).isEqualTo(4);
  }

  @Test
  void theMeanIsThatOfTheStepsButForTheWidthOfBuckets() {
    StepTimes.Tally tally = new StepTimes.Tally();
    for (int i = 0; i < 1000; i++) {
      tally.add(9_000_000 + 2000L * i);
    }

    assertThat(tally.times().meanNs()).isCloseTo(9_999_000, within(100_000.0));
  }

  @Test
  void whatCameSinceIsTheSumLessTheEarlierOne() {
    StepTimes early = new StepTimes(10, List.of(1L, 2L));
    StepTimes later = new StepTimes(12, List.of(5L));

    assertThat(early.plus(later)).isEqualTo(new StepTimes(10, List.of(1L, 2L, 5L)));
    assertThat(early.plus(later).since(early)).isEqualTo(later);
    assertThat(early.since(early)).isEqualTo(StepTimes.NONE);
  }

  @Test
  void bucketsThatAreNoneAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StepTimes(487, List.of(1L, 1L)))
        .withMessage("2 buckets from 487: expected those below 488");
  }
}

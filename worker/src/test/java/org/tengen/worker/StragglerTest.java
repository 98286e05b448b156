package org.tengen.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StragglerTest {
  private static final long SEED = 1;

  @Test
  void sleepsTwiceTheStepsCpuTimeWhenItsLaneIsThreeTimesSlower() {
    Straggler straggler = Straggler.parse("0:3x");

    assertThat(straggler.sleepNs(SEED, 0, 7, 1_000)).isEqualTo(2_000);
    assertThat(straggler.sleepNs(SEED, 1, 7, 1_000)).isZero();
  }

  @Test
  void slowsTheAskedShareOfEveryLanesSteps() {
    Straggler straggler = Straggler.parse("any:10x@5%");

    for (int lane = 0; lane < 4; lane++) {
      int of = lane;
      long slow =
          LongStream.range(0, 10_000)
              .filter(clock -> straggler.sleepNs(SEED, of, clock, 100) == 900)
              .count();
      assertThat(slow).isBetween(430L, 570L);
    }
  }

  @Test
  void slowsWholeStretchesOfStepsOrNoneOfThem() {
    Straggler straggler = Straggler.parse("any:10x@5%*40");

    long slow = 0;
    for (int stretch = 0; stretch < 1_000; stretch++) {
      long steps =
          LongStream.range(40L * stretch, 40L * stretch + 40)
              .filter(clock -> straggler.sleepNs(SEED, 3, clock, 100) == 900)
              .count();
      assertThat(steps).isIn(0L, 40L);
      slow += steps / 40;
    }
    assertThat(slow).isBetween(30L, 70L);
  }

  @Test
  void slowsTheSameStepsInARepeatedRunAndOthersUnderAnotherSeed() {
    Straggler straggler = Straggler.parse("any:2x@50%");

    long[] first = sleeps(straggler, 1);

    assertThat(sleeps(straggler, 1)).isEqualTo(first);
    assertThat(sleeps(straggler, 2)).isNotEqualTo(first);
  }

  private static long[] sleeps(Straggler straggler, long seed) {
    return LongStream.range(0, 64).map(clock -> straggler.sleepNs(seed, 0, clock, 1)).toArray();
  }

  @Test
  void addsTheSleepsOfItsRules() {
    assertThat(Straggler.parse("2:3x,any:1.5x").sleepNs(SEED, 2, 0, 1_000)).isEqualTo(2_500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "0:3x",
        "any:10x@5%",
        "0:3x,any:1.5x@2.5%",
        "any:10x@5%*40",
        "0:2x@100%*3"
      })
  void isWrittenAsItIsRead(String text) {
    assertThat(Straggler.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0:3, 'expected LANE:FACTORx, any:FACTORx@SHARE% or any:FACTORx@SHARE%*STEPS'",
    "all:3x, 'expected LANE:FACTORx, any:FACTORx@SHARE% or any:FACTORx@SHARE%*STEPS'",
    "-1:3x, 'expected LANE:FACTORx, any:FACTORx@SHARE% or any:FACTORx@SHARE%*STEPS'",
    "0:0.5x, the factor must be 1 or more",
    "any:2x*3, 'expected LANE:FACTORx, any:FACTORx@SHARE% or any:FACTORx@SHARE%*STEPS'",
    "any:2x@101%, the share must be 100% or less",
    "any:2x@10%*0, a stretch has 1 step or more",
  })
  void refusesWhatItCannotReadInOneLine(String text, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Straggler.parse(text))
        .withMessage("straggler=" + text + ": " + why + ", e.g. 0:3x or any:10x@5%");
  }
}

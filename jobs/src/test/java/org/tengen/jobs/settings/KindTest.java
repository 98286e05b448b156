package org.tengen.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.driver.WrongSetting;

class KindTest {
  private static final Origin FLAG = Origin.flag("--size");

  private static <T> Setting<T> size(Kind<T> kind, String example) {
    return new Setting<>(
        "size",
        kind,
        example,
        "A size.",
        example,
        Section.RUN,
        Set.of(JobName.COMPARE),
        Setting.Resuming.FIXED);
  }

  @Test
  void readsAWholeNumberWithUnderscores() {
    assertThat(size(Kind.bigWhole(1, Long.MAX_VALUE), "5").read("1_000_000", FLAG))
        .isEqualTo(1_000_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65", "1.5", "four", "", "99999999999999999999"})
  void refusesAWholeNumberThatIsNoneOrOutOfRange(String text) {
    assertThatThrownBy(() -> size(Kind.whole(1, 64), "4").read(text, FLAG))
        .isInstanceOf(WrongSetting.class)
        .hasMessage(
            "size=" + text + ": expected a whole number from 1 to 64, e.g. 4 (flag --size)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "0.51", "NaN", "Infinity", "x"})
  void refusesAShareThatIsNoneOrOutOfRange(String text) {
    assertThatThrownBy(() -> size(Kind.above("0", "0.5"), "0.1").read(text, FLAG))
        .hasMessage(
            "size=" + text + ": expected a number above 0, at most 0.5, e.g. 0.1 (flag --size)");
  }

  @Test
  void takesTheUpperEndOfARangeAndNotTheLower() {
    assertThat(size(Kind.above("0", "0.5"), "0.1").read("0.5", FLAG)).isEqualTo(0.5);
  }

  @Test
  void readsTimesWithTheirUnit() {
    Setting<Duration> time = size(Kind.duration(Duration.ofSeconds(1), Duration.ofHours(2)), "5s");
    assertThat(time.read("1500ms", FLAG)).isEqualTo(Duration.ofMillis(1500));
    assertThat(time.read("90s", FLAG)).isEqualTo(Duration.ofSeconds(90));
    assertThat(time.read("2m", FLAG)).isEqualTo(Duration.ofMinutes(2));
    assertThat(time.read("2h", FLAG)).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void refusesATimeWithoutUnitAndSaysWhichThereAre() {
    assertThatThrownBy(
            () ->
                size(Kind.duration(Duration.ofSeconds(1), Duration.ofHours(2)), "5s")
                    .read("90", FLAG))
        .hasMessage(
            "size=90: expected a time from 1s to 2h with its unit (ms, s, m or h), e.g. 5s"
                + " (flag --size)");
  }

  @Test
  void refusesAWordThatIsNoChoiceAndSuggestsOne() {
    assertThatThrownBy(() -> size(Kind.choice("small", "large"), "small").read("lagre", FLAG))
        .hasMessage("size=lagre: expected small or large; did you mean large? (flag --size)");
  }

  @Test
  void refusesAListThatNamesOneTwice() {
    assertThatThrownBy(() -> size(Kind.choice("a", "b").list(), "a").read("a,b,a", FLAG))
        .hasMessage("size=a,b,a: names one twice (flag --size)");
  }

  @Test
  void callsASettingByTheUsersWordWhenItsParserHasAnother() {
    Kind<String> foreign =
        Kind.syntax(
            "X",
            "x",
            text -> {
              throw new IllegalArgumentException("length=" + text + ": expected x");
            });
    assertThatThrownBy(() -> size(foreign, "x").read("y", FLAG))
        .hasMessage("size=y: expected x (flag --size)");
  }
}

package org.tengen.ps.optimiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  @ParameterizedTest
  @CsvSource({
    "constant, 0, 0.4",
    "constant, 1, 0.4",
    "'step:0.5,0.25', 0.24, 0.4",
    "'step:0.5,0.25', 0.25, 0.2",
    "'step:0.5,0.25', 0.75, 0.05",
    "cosine, 0, 0.4",
    "cosine, 0.5, 0.2",
    "cosine, 1, 0",
    "cosine:0.1, 1, 0.04",
    "warmup:0.1, 0.05, 0.2",
    "warmup:0.1, 0.1, 0.4",
    "warmup:0.5+cosine, 0.25, 0.17071068",
    "warmup:0.5+cosine, 0.5, 0.2"
  })
  void followsTheFractionOfTheBudget(String text, double progress, float rate) {
    assertThat(Schedule.parse(text, 0.4f).rate(123, progress)).isCloseTo(rate, within(1e-7f));
  }

  @Test
  void takesAnyFunctionOfTheUpdate() {
    Schedule schedule = new Schedule.ByUpdate(update -> 1f / (1 + update));
    assertThat(schedule.rate(3, 0.9)).isEqualTo(0.25f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cos", "step:0.5", "warmup", "warmup:x+cosine", "warmup:0.1+warmup:0.1"})
  void refusesUnknownSettingsInOneLine(String text) {
    assertThatThrownBy(() -> Schedule.parse(text, 0.1f))
        .hasMessage(
            "schedule="
                + text
                + ": expected constant, step:FACTOR,FRACTION or cosine:FLOOR, after"
                + " warmup:FRACTION+ or alone, e.g. warmup:0.05+cosine");
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertThatThrownBy(() -> Schedule.parse("constant", 0))
        .hasMessage("rate=0.0: expected more than 0, e.g. 0.01");
    assertThatThrownBy(() -> Schedule.parse("step:2,0.5", 1))
        .hasMessageStartingWith("schedule=step:2.0,0.5: expected a factor");
    assertThatThrownBy(() -> Schedule.parse("warmup:1.5", 1))
        .hasMessageStartingWith("schedule=warmup:1.5: expected a fraction");
    assertThatThrownBy(() -> Schedule.parse("cosine:2", 1))
        .hasMessageStartingWith("schedule=cosine:2.0: expected a floor");
  }
}

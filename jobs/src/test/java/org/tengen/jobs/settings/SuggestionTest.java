package org.tengen.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  @Test
  void findsTheWordWithSwappedLetters() {
    assertThat(Suggestion.of("bps", List.of("asp", "bsp", "ssp"))).contains("bsp");
  }

  @Test
  void findsTheWordWithAMissingLetter() {
    assertThat(Suggestion.of("worker", List.of("shards", "workers", "window"))).contains("workers");
  }

  @Test
  void findsTheAmericanSpelling() {
    assertThat(Suggestion.of("optimizer", List.of("out", "optimiser"))).contains("optimiser");
  }

  @Test
  void findsAWordInsideALongerOne() {
    assertThat(Suggestion.of("learning-rate", List.of("batch", "rate"))).contains("rate");
  }

  @Test
  void isSilentWhenNothingIsNear() {
    assertThat(Suggestion.of("colour", List.of("rate", "batch", "seed"))).isEmpty();
    assertThat(Suggestion.tail("colour", List.of("rate", "batch", "seed"))).isEmpty();
  }

  @Test
  void countsASwapOfNeighboursAsOneChange() {
    assertThat(Suggestion.distance("bps", "bsp")).isEqualTo(1);
    assertThat(Suggestion.distance("", "bsp")).isEqualTo(3);
    assertThat(Suggestion.distance("kitten", "sitting")).isEqualTo(3);
  }
}

package org.tengen.models.dl4j.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.tengen.models.dl4j.recurrent.LanguageModelTest.SERIES;
import static org.tengen.models.dl4j.recurrent.LanguageModelTest.batch;
import static org.tengen.models.dl4j.recurrent.LanguageModelTest.beginning;
import static org.tengen.models.dl4j.recurrent.LanguageModelTest.copy;
import static org.tengen.models.dl4j.recurrent.LanguageModelTest.filled;
import static org.tengen.models.dl4j.recurrent.LanguageModelTest.plain;
import static org.tengen.models.dl4j.recurrent.LanguageModelTest.settings;
import static org.tengen.models.dl4j.recurrent.LanguageModelTest.shake;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tengen.models.Continuation;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.Replica;
import org.tengen.models.SeriesBatch;
import org.tengen.models.dl4j.floats.FloatMaths;
import org.tengen.models.dl4j.floats.Floats;

/** Words that a language model reads and is asked nothing about. */
class WordsBeforeTest {
  @ParameterizedTest
  @EnumSource
  void wordsThatAreReadBeforeCarryWhatAStepOverThemLeaves(Cell cell) {
    SeriesBatch first = beginning(4, 5);
    SeriesBatch second = beginning(4, 6);
    SeriesBatch third = batch(4, 7, false, false, false);
    int[] before = Arrays.copyOf(first.words(), 2 * first.words().length);
    System.arraycopy(second.words(), 0, before, first.words().length, second.words().length);
    try (Replica<SeriesBatch> carrying = Engine.load().languageModel(plain(cell));
        Replica<SeriesBatch> reading = Engine.load().languageModel(plain(cell))) {
      shake(carrying);
      shake(reading);
      carrying.step(first, 0);
      carrying.step(
          new SeriesBatch(SERIES, second.words(), second.targets(), new boolean[SERIES]), 0);
      double expected = carrying.step(third, 0);
      reading.step(beginning(4, 9), 0);

      double loss =
          reading.step(
              new SeriesBatch(
                  SERIES, before, third.words(), third.targets(), new boolean[] {true, true, true}),
              0);

      assertThat(loss).isEqualTo(expected);
      assertThat(copy(reading.gradient())).containsExactly(copy(carrying.gradient()));
    }
  }

  @Test
  void aStepDropsNothingFromWordsThatAreReadBefore() {
    SeriesBatch batch = beginning(4, 6);
    int[] before = beginning(4, 5).words();
    SeriesBatch behind =
        new SeriesBatch(SERIES, before, batch.words(), batch.targets(), batch.fresh());
    NetworkSettings.LanguageModel dropping = settings(Cell.LSTM, 2, false, false, 0.5);
    try (Replica<SeriesBatch> replica = Engine.load().languageModel(dropping)) {
      shake(replica);
      double one = replica.step(behind, 1);

      replica.step(batch, 1);

      assertThat(replica.step(behind, 1)).isEqualTo(one);
    }
    LanguageModelStep step = new LanguageModelStep(dropping, FloatMaths.best());
    CarriedState state = step.newState();
    Floats parameters = Slopes.floats(Slopes.random(step.parameters(), 0.6, 9));
    Floats gradient = Slopes.floats(filled(step.parameters()));
    step.loss(beginning(4, 5), parameters, state);
    double carried =
        step.gradient(
            new SeriesBatch(SERIES, batch.words(), batch.targets(), new boolean[SERIES]),
            parameters,
            gradient,
            state,
            7);

    assertThat(step.gradient(behind, parameters, gradient, state, 7)).isEqualTo(carried);
    parameters.free();
    gradient.free();
    step.free();
  }

  @Test
  void refusesWordsBeforeThatAreNoWholeChunksOrBeforeATextThatGoesOn() {
    boolean[] fresh = {true};
    assertThatThrownBy(() -> new SeriesBatch(1, new int[3], new int[2], new int[2], fresh))
        .hasMessage("3 words before: expected whole chunks of 2");
    assertThatThrownBy(
            () -> new SeriesBatch(1, new int[2], new int[2], new int[2], new boolean[] {false}))
        .hasMessage(
            "words before a series that goes on: expected fresh series, which are read again");
    assertThat(new SeriesBatch(1, new int[2], new int[2], fresh).goesOn()).isFalse();
    assertThat(new SeriesBatch(1, new int[2], new int[2], new boolean[1]).goesOn()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void goingOnWithATextItGivesEachWordTheChanceThatItsLossIsOf(Cell cell) {
    NetworkSettings.LanguageModel settings = settings(cell, 2, true, true, 0.5);
    int[] text = {3, 7, 1, 12, 0, 5};
    try (Replica<SeriesBatch> replica = Engine.load().languageModel(settings)) {
      shake(replica);
      double expected =
          replica.loss(
              new SeriesBatch(
                  1, Arrays.copyOf(text, 5), Arrays.copyOfRange(text, 1, 6), new boolean[] {true}));
      double loss = 0;
      try (Continuation continuation =
          Engine.load().continuation(settings, copy(replica.parameters()))) {
        float[] chances = new float[continuation.vocabulary()];
        for (int i = 0; i < 5; i++) {
          continuation.read(text[i], chances);
          loss -= Math.log(chances[text[i + 1]]);
        }
      }

      assertThat(loss).isCloseTo(expected, within(1e-4));
    }
  }
}

package org.tengen.models.dl4j.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.RecurrentLayers;
import org.tengen.models.Replica;
import org.tengen.models.SeriesBatch;
import org.tengen.models.dl4j.floats.FloatMath;
import org.tengen.models.dl4j.floats.FloatMaths;
import org.tengen.models.dl4j.floats.Floats;

class LanguageModelTest {
  private static final int VOCABULARY = 13;
  private static final int HIDDEN = 6;
  static final int SERIES = 3;

  static NetworkSettings.LanguageModel settings(
      Cell cell, int layers, boolean tied, boolean normalised, double dropout) {
    RecurrentLayers recurrent =
        new RecurrentLayers(cell, tied ? HIDDEN : 4, HIDDEN, layers, false, normalised, dropout);
    return new NetworkSettings.LanguageModel(VOCABULARY, recurrent, tied, 0, 42);
  }

  static NetworkSettings.LanguageModel plain(Cell cell) {
    return settings(cell, 2, false, false, 0);
  }

  /** Words and what follows them; of the last series the first two alone ask for something. */
  static SeriesBatch batch(int steps, long seed, boolean... fresh) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] words = random.ints((long) SERIES * steps, 0, VOCABULARY).toArray();
    int[] targets = random.ints((long) SERIES * steps, 0, VOCABULARY).toArray();
    for (int step = 2; step < steps; step++) {
      targets[step * SERIES + SERIES - 1] = SeriesBatch.NOTHING;
    }
    return new SeriesBatch(SERIES, words, targets, fresh);
  }

  static SeriesBatch beginning(int steps, long seed) {
    return batch(steps, seed, true, true, true);
  }

  static float[] copy(FloatBuffer buffer) {
    float[] copy = new float[buffer.limit()];
    buffer.get(0, copy);
    return copy;
  }

  /** Weights larger than the first ones, gains and peepholes among them. */
  static void shake(Replica<SeriesBatch> replica) {
    replica.parameters().put(0, Slopes.random(replica.length(), 0.6, 9));
    replica.gradient().put(0, filled(replica.length()));
  }

  /** So that a position which is not written shows. */
  static float[] filled(int count) {
    float[] noise = new float[count];
    Arrays.fill(noise, Float.NaN);
    return noise;
  }

  @ParameterizedTest
  @CsvSource({
    "LSTM, 1, false, false",
    "LSTM, 2, true, false",
    "LSTM, 2, false, true",
    "SIMPLE_RNN, 2, false, false",
    "SIMPLE_RNN, 2, true, true",
    "GRU, 1, true, false",
    "GRU, 3, false, true",
    "LSTM_PEEPHOLE, 2, false, false",
    "LSTM_PEEPHOLE, 1, true, true"
  })
  void itsGradientIsTheSlopeOfTheLossInFloat64(
      Cell cell, int layers, boolean tied, boolean normalised) {
    NetworkSettings.LanguageModel settings = settings(cell, layers, tied, normalised, 0);
    LanguageModelInDouble exact = new LanguageModelInDouble(settings);
    try (Replica<SeriesBatch> replica = Engine.load().languageModel(settings)) {
      assertThat(replica.length()).isEqualTo((int) settings.parameters());
      shake(replica);
      double[] p = Slopes.doubles(copy(replica.parameters()));
      SeriesBatch before = beginning(4, 1);
      SeriesBatch batch = batch(5, 2, false, true, false);
      replica.step(before, 0);

      double loss = replica.step(batch, 0);

      double[][][] states = exact.zero(SERIES);
      exact.loss(p, before, states);
      assertThat(loss).isCloseTo(exact.loss(p, batch, copy(states)), within(1e-4));
      Slopes.check(
          settings.name(), copy(replica.gradient()), p, at -> exact.loss(at, batch, copy(states)));
    }
  }

  /** States are what a chunk begins with: no gradient flows into the chunk before. */
  private static double[][][] copy(double[][][] states) {
    double[][][] copy = new double[states.length][][];
    for (int layer = 0; layer < states.length; layer++) {
      copy[layer] = states[layer].clone();
    }
    return copy;
  }

  @ParameterizedTest
  @EnumSource
  void aTextInChunksHasTheLossOfTheWholeText(Cell cell) {
    SeriesBatch whole = beginning(8, 3);
    try (Replica<SeriesBatch> replica = Engine.load().languageModel(plain(cell))) {
      shake(replica);
      double expected = replica.loss(whole);

      double sum = replica.loss(part(whole, 0, 5)) + replica.loss(part(whole, 5, 8));

      assertThat(sum).isCloseTo(expected, within(1e-4));
    }
  }

  private static SeriesBatch part(SeriesBatch whole, int from, int to) {
    boolean[] fresh = new boolean[SERIES];
    Arrays.fill(fresh, from == 0);
    return new SeriesBatch(
        SERIES,
        Arrays.copyOfRange(whole.words(), from * SERIES, to * SERIES),
        Arrays.copyOfRange(whole.targets(), from * SERIES, to * SERIES),
        fresh);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsCarriedMattersAndAnEvaluationInBetweenDoesNot(Cell cell) {
    SeriesBatch second = batch(4, 6, false, false, false);
    try (Replica<SeriesBatch> replica = Engine.load().languageModel(plain(cell));
        Replica<SeriesBatch> other = Engine.load().languageModel(plain(cell))) {
      shake(replica);
      shake(other);
      replica.step(beginning(4, 5), 0);
      other.step(beginning(4, 5), 0);
      replica.loss(beginning(7, 8));

      double loss = replica.step(second, 0);

      assertThat(loss).isEqualTo(other.step(second, 0));
      assertThat(loss)
          .isNotEqualTo(
              replica.step(
                  new SeriesBatch(
                      SERIES, second.words(), second.targets(), new boolean[] {true, true, true}),
                  0));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReplicaThatStartsInTheMiddleOfTextsBeginsAtZero(Cell cell) {
    SeriesBatch goesOn = batch(4, 6, false, false, false);
    try (Replica<SeriesBatch> replica = Engine.load().languageModel(plain(cell))) {
      double loss = replica.step(goesOn, 0);

      assertThat(loss)
          .isEqualTo(
              replica.step(
                  new SeriesBatch(
                      SERIES, goesOn.words(), goesOn.targets(), new boolean[] {true, true, true}),
                  0));
    }
  }

  @Test
  void otherSeriesThanBeforeHaveToBeFresh() {
    try (Replica<SeriesBatch> replica = Engine.load().languageModel(plain(Cell.GRU))) {
      replica.step(beginning(4, 1), 0);

      assertThatThrownBy(
              () ->
                  replica.step(
                      new SeriesBatch(2, new int[2], new int[2], new boolean[] {true, false}), 0))
          .hasMessage(
              "a batch of 2 series that go on behind one of 3: expected as many, or all fresh");
      replica.step(new SeriesBatch(2, new int[2], new int[2], new boolean[] {true, true}), 0);
    }
  }

  @Test
  void refusesAWordThatIsNotInTheVocabulary() {
    try (Replica<SeriesBatch> replica = Engine.load().languageModel(plain(Cell.LSTM))) {
      assertThatThrownBy(
              () ->
                  replica.step(
                      new SeriesBatch(1, new int[] {13}, new int[] {0}, new boolean[] {true}), 0))
          .hasMessage("word 13: expected a number from 0 to 12");
      assertThatThrownBy(
              () ->
                  replica.step(
                      new SeriesBatch(1, new int[] {0}, new int[] {13}, new boolean[] {true}), 0))
          .hasMessage("label 13: expected a class number from 0 to 12");
    }
  }

  @ParameterizedTest
  @EnumSource
  void vectorsAndPlainLoopsGiveTheSameBits(Cell cell) {
    RecurrentLayers recurrent = new RecurrentLayers(cell, 20, 20, 2, false, true, 0.3);
    NetworkSettings.LanguageModel settings =
        new NetworkSettings.LanguageModel(VOCABULARY, recurrent, true, 0, 1);

    assertThat(gradient(settings, FloatMaths.best()))
        .containsExactly(gradient(settings, FloatMaths.plain()));
  }

  private static float[] gradient(NetworkSettings.LanguageModel settings, FloatMath math) {
    LanguageModelStep step = new LanguageModelStep(settings, math);
    Floats parameters = Slopes.floats(Slopes.random(step.parameters(), 0.4, 2));
    Floats gradient = Slopes.floats(filled(step.parameters()));
    step.gradient(beginning(6, 4), parameters, gradient, step.newState(), 7);
    float[] values = Slopes.array(gradient, step.parameters());
    parameters.free();
    gradient.free();
    step.free();
    return values;
  }

  @ParameterizedTest
  @EnumSource
  void underDropoutItsGradientIsTheSlopeOfTheLossThatTheSameSeedGives(Cell cell) {
    SeriesBatch batch = beginning(5, 3);
    try (Replica<SeriesBatch> replica =
        Engine.load().languageModel(settings(cell, 2, true, false, 0.4))) {
      shake(replica);
      replica.step(batch, 11);
      float[] gradient = copy(replica.gradient());
      float[] from = copy(replica.parameters());
      double slope = 0;
      for (float g : gradient) {
        slope += (double) g * g;
      }
      slope = Math.sqrt(slope);
      float small = 1e-2f;

      double ahead = lossAt(replica, batch, from, gradient, (float) (small / slope));
      double behind = lossAt(replica, batch, from, gradient, (float) (-small / slope));

      assertThat((ahead - behind) / (2 * small)).isCloseTo(slope, within(2e-3 * slope));
    }
  }

  private static double lossAt(
      Replica<SeriesBatch> replica, SeriesBatch batch, float[] from, float[] way, float factor) {
    for (int i = 0; i < from.length; i++) {
      replica.parameters().put(i, from[i] + factor * way[i]);
    }
    return replica.step(batch, 11);
  }

  @ParameterizedTest
  @EnumSource
  void dropoutFollowsTheStepsSeedAndIsNotInTheLossAlone(Cell cell) {
    SeriesBatch batch = beginning(5, 3);
    try (Replica<SeriesBatch> replica =
            Engine.load().languageModel(settings(cell, 2, false, false, 0.5));
        Replica<SeriesBatch> without = Engine.load().languageModel(plain(cell))) {
      double first = replica.step(batch, 1);

      assertThat(replica.step(batch, 2)).isNotEqualTo(first);
      assertThat(replica.step(batch, 1)).isEqualTo(first);
      assertThat(replica.loss(batch)).isEqualTo(without.loss(batch));
    }
  }

  @Test
  void aSampledSoftmaxLearnsAndIsEvaluatedOverAllWords() {
    RecurrentLayers recurrent = new RecurrentLayers(Cell.LSTM, 6, HIDDEN, 1, 0);
    SeriesBatch batch = beginning(4, 9);
    try (Replica<SeriesBatch> replica =
            Engine.load()
                .languageModel(
                    new NetworkSettings.LanguageModel(VOCABULARY, recurrent, true, 5, 42));
        Replica<SeriesBatch> full =
            Engine.load()
                .languageModel(
                    new NetworkSettings.LanguageModel(VOCABULARY, recurrent, true, 0, 42))) {
      assertThat(replica.loss(batch)).isEqualTo(full.loss(batch));
      assertThat(replica.step(batch, 1)).isNotEqualTo(replica.step(batch, 2));
      for (int step = 0; step < 600; step++) {
        replica.step(batch, step);
        for (int i = 0; i < replica.length(); i++) {
          replica
              .parameters()
              .put(i, replica.parameters().get(i) - 0.05f * replica.gradient().get(i));
        }
      }

      assertThat(replica.loss(batch) / batch.samples()).isLessThan(0.3);
    }
  }

  @ParameterizedTest
  @CsvSource({"LSTM, false", "LSTM, true", "GRU, true", "SIMPLE_RNN, false", "LSTM_PEEPHOLE, true"})
  void learnsAChunkByHeartFromItsFirstWeights(Cell cell, boolean tied) {
    SeriesBatch batch = beginning(4, 9);
    try (Replica<SeriesBatch> replica =
        Engine.load().languageModel(settings(cell, 2, tied, true, 0))) {
      double first = replica.loss(batch) / batch.samples();
      FloatBuffer parameters = replica.parameters();
      for (int step = 0; step < 400; step++) {
        replica.step(batch, 0);
        for (int i = 0; i < replica.length(); i++) {
          parameters.put(i, parameters.get(i) - 0.5f / 10 * replica.gradient().get(i));
        }
      }

      assertThat(first).isCloseTo(Math.log(VOCABULARY), within(0.6));
      assertThat(replica.loss(batch) / batch.samples()).isLessThan(0.1);
    }
  }
}

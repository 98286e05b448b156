package org.tengen.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.tengen.models.Continuation;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.Replica;
import org.tengen.models.WindowBatch;

class NextWordReplicaTest {
  private static final int VOCABULARY = 37;

  private static NetworkSettings.NextWord settings(Cell cell) {
    return settings(cell, 0);
  }

  private static NetworkSettings.NextWord settings(Cell cell, double dropout) {
    return settings(cell, 1, 5, dropout);
  }

  private static NetworkSettings.NextWord settings(
      Cell cell, int layers, int window, double dropout) {
    return new NetworkSettings.NextWord(cell, VOCABULARY, window, 6, 7, layers, dropout, 42);
  }

  static WindowBatch batch(int samples, long seed) {
    return batch(samples, 5, seed);
  }

  private static WindowBatch batch(int samples, int window, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] contexts = random.ints((long) samples * window, 0, VOCABULARY).toArray();
    int[] targets = random.ints(samples, 0, VOCABULARY).toArray();
    return new WindowBatch(window, contexts, targets);
  }

  private static float[] copy(FloatBuffer buffer) {
    float[] copy = new float[buffer.limit()];
    buffer.get(0, copy);
    return copy;
  }

  @ParameterizedTest
  @EnumSource
  void beforeTrainingItsLossIsAboutThatOfGuessing(Cell cell) {
    try (Replica<WindowBatch> replica = Engine.load().nextWord(settings(cell))) {
      double loss = replica.step(batch(64, 1), 0);

      assertThat(loss / 64).isCloseTo(Math.log(VOCABULARY), within(0.3));
      assertThat(replica.loss(batch(64, 1))).isCloseTo(loss, within(1e-3));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LSTM, 1, 5", "LSTM, 2, 5", "LSTM, 4, 1",
    "SIMPLE_RNN, 1, 5", "SIMPLE_RNN, 3, 5", "SIMPLE_RNN, 4, 1"
  })
  void computesWhatDeeplearning4jDoesForTheSameNetwork(Cell cell, int layers, int window) {
    try (WindowReplica replica = new WindowReplica(settings(cell, layers, window, 0))) {
      WindowBatch batch = batch(9, window, 5);
      MultiLayerNetwork network = network(settings(cell, layers, window, 0));
      network.params().data().asNioFloat().put(0, copy(replica.parameters()));
      network.setInput(column(batch.contexts()).reshape(9, window));
      network.setLabels(column(batch.targets()));
      network.computeGradientAndScore();
      float[] theirs = network.getGradientsViewArray().dup().data().asFloat();
      overwrite(replica.gradient());

      double loss = replica.step(batch, 0);

      assertThat(copy(replica.gradient())).containsExactly(theirs, within(1e-6f));
      assertThat(loss / 9).isCloseTo(network.score(), within(1e-5));
    }
  }

  private static MultiLayerNetwork network(NetworkSettings.NextWord settings) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(NextWordNetwork.configuration(settings, new NoOp()));
    network.init();
    network.initGradientsView();
    return network;
  }

  private static INDArray column(int[] ids) {
    return Nd4j.createFromArray(ids).castTo(DataType.FLOAT).reshape(ids.length, 1);
  }

  /** So that a position which is not written shows. */
  private static void overwrite(FloatBuffer buffer) {
    float[] noise = new float[buffer.limit()];
    Arrays.fill(noise, Float.NaN);
    buffer.put(0, noise);
  }

  @ParameterizedTest
  @EnumSource
  void batchesOfOtherSizesMayFollowOneAnother(Cell cell) {
    try (Replica<WindowBatch> replica = Engine.load().nextWord(settings(cell))) {
      double alone = replica.step(batch(3, 2), 0);
      replica.step(batch(20, 1), 0);
      replica.loss(batch(7, 1));

      assertThat(replica.step(batch(3, 2), 0)).isEqualTo(alone);
    }
  }

  @ParameterizedTest
  @EnumSource
  void itsGradientIsTheSumOverTheSamples(Cell cell) {
    try (Replica<WindowBatch> replica = Engine.load().nextWord(settings(cell))) {
      WindowBatch all = batch(8, 3);
      replica.step(all, 0);
      float[] ofAll = copy(replica.gradient());
      float[] sum = new float[ofAll.length];
      for (int sample = 0; sample < 8; sample++) {
        int[] context = new int[5];
        System.arraycopy(all.contexts(), 5 * sample, context, 0, 5);
        replica.step(new WindowBatch(5, context, new int[] {all.targets()[sample]}), 0);
        for (int i = 0; i < sum.length; i++) {
          sum[i] += replica.gradient().get(i);
        }
      }

      assertThat(sum).containsExactly(ofAll, within(2e-6f));
    }
  }

  @ParameterizedTest
  @CsvSource({"LSTM, 1", "LSTM, 2", "SIMPLE_RNN, 1", "SIMPLE_RNN, 3", "GRU, 2", "LSTM_PEEPHOLE, 2"})
  void underDropoutItsGradientIsTheSlopeOfTheLossThatTheSameSeedGives(Cell cell, int layers) {
    try (Replica<WindowBatch> replica = Engine.load().nextWord(settings(cell, layers, 5, 0.4))) {
      WindowBatch batch = batch(6, 3);
      replica.step(batch, 11);
      float[] gradient = copy(replica.gradient());
      float[] parameters = copy(replica.parameters());
      double length = 0;
      for (float g : gradient) {
        length += (double) g * g;
      }
      double slope = Math.sqrt(length);
      float small = 1e-2f;

      double ahead = lossAt(replica, batch, parameters, gradient, (float) (small / slope));
      double behind = lossAt(replica, batch, parameters, gradient, (float) (-small / slope));

      assertThat((ahead - behind) / (2 * small)).isCloseTo(slope, within(2e-3 * slope));
    }
  }

  private static double lossAt(
      Replica<WindowBatch> replica, WindowBatch batch, float[] from, float[] way, float factor) {
    for (int i = 0; i < from.length; i++) {
      replica.parameters().put(i, from[i] + factor * way[i]);
    }
    return replica.step(batch, 11);
  }

  @ParameterizedTest
  @EnumSource
  void dropoutFollowsTheStepsSeedAndIsNotInTheLossAlone(Cell cell) {
    try (Replica<WindowBatch> replica = Engine.load().nextWord(settings(cell, 0.5));
        Replica<WindowBatch> without = Engine.load().nextWord(settings(cell))) {
      WindowBatch batch = batch(12, 4);
      double first = replica.step(batch, 1);

      assertThat(replica.step(batch, 2)).isNotEqualTo(first);
      assertThat(replica.step(batch, 1)).isEqualTo(first);
      assertThat(replica.loss(batch)).isEqualTo(without.loss(batch));
    }
  }

  @ParameterizedTest
  @CsvSource({"LSTM, -1278192133", "SIMPLE_RNN, -1006975358"})
  void theFirstWeightsOfOneLayerHaveTheBitsOfEveryEarlierVersion(Cell cell, int hash) {
    try (Replica<WindowBatch> replica = Engine.load().nextWord(settings(cell))) {
      assertThat(Arrays.hashCode(copy(replica.parameters()))).isEqualTo(hash);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LSTM, -2147188993",
    "SIMPLE_RNN, 1353658217",
    "GRU, -322097022",
    "LSTM_PEEPHOLE, -1859004612"
  })
  void aFewStepsEndInTheBitsOfEveryEarlierVersion(Cell cell, int hash) {
    // other kernels add products in another order
    assumeThat(Engine.load().facts()).containsEntry("blas", "openblas ZEN");
    try (Replica<WindowBatch> replica = Engine.load().nextWord(settings(cell, 2, 5, 0.25))) {
      for (int step = 0; step < 5; step++) {
        replica.step(batch(6, step), step);
        for (int i = 0; i < replica.length(); i++) {
          replica
              .parameters()
              .put(i, replica.parameters().get(i) - 0.125f * replica.gradient().get(i));
        }
      }
      assertThat(Arrays.hashCode(copy(replica.parameters()))).isEqualTo(hash);
    }
  }

  @Test
  void goingOnWithATextItSeesAWindowOfItsSentenceAlone() {
    NetworkSettings.NextWord settings = settings(Cell.LSTM);
    int nothing = 2;
    int end = 0;
    try (Replica<WindowBatch> replica = Engine.load().nextWord(settings);
        Continuation continuation =
            Engine.load().continuation(settings, copy(replica.parameters()), nothing, end)) {
      float[] chances = new float[continuation.vocabulary()];
      for (int word : new int[] {9, 8, end, 11, 12}) {
        continuation.read(word, chances);
      }
      WindowBatch seen =
          new WindowBatch(5, new int[] {nothing, nothing, nothing, 11, 12}, new int[] {30});

      assertThat(-Math.log(chances[30])).isCloseTo(replica.loss(seen), within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void everyLayerHasItsParametersAndAllOfThemLearn(int layers) {
    try (Replica<WindowBatch> replica = Engine.load().nextWord(settings(Cell.LSTM, layers, 5, 0))) {
      int table = VOCABULARY * 6;
      int first = 4 * 7 * (6 + 7 + 1);
      int more = 4 * 7 * (7 + 7 + 1);
      assertThat(replica.length()).isEqualTo(table + first + (layers - 1) * more + 8 * VOCABULARY);
      replica.step(batch(16, 1), 0);
      float[] gradient = copy(replica.gradient());
      for (int layer = 0; layer < layers; layer++) {
        int from = table + (layer == 0 ? 0 : first + (layer - 1) * more);
        float[] of = Arrays.copyOfRange(gradient, from, from + (layer == 0 ? first : more));
        assertThat(of).as("layer " + layer).doesNotContain(0f);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void learnsABatchByHeartWhenParametersAreWrittenIntoItsBuffer(Cell cell) {
    try (Replica<WindowBatch> replica = Engine.load().nextWord(settings(cell))) {
      WindowBatch batch = batch(16, 9);
      FloatBuffer parameters = replica.parameters();
      FloatBuffer gradient = replica.gradient();
      for (int step = 0; step < 300; step++) {
        replica.step(batch, 0);
        for (int i = 0; i < replica.length(); i++) {
          parameters.put(i, parameters.get(i) - 0.5f / 16 * gradient.get(i));
        }
      }

      assertThat(replica.loss(batch) / 16).isLessThan(0.1);
    }
  }
}

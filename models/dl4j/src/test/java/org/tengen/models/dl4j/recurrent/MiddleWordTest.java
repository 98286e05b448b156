package org.tengen.models.dl4j.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.RecurrentLayers;
import org.tengen.models.Replica;
import org.tengen.models.ReplicaMemory;
import org.tengen.models.WindowBatch;
import org.tengen.models.dl4j.floats.FloatMaths;
import org.tengen.models.dl4j.floats.Floats;

class MiddleWordTest {
  private static final int VOCABULARY = 11;
  private static final int SIDE = 2;
  private static final int EMBEDDING = 3;
  private static final int HIDDEN = 4;

  private static NetworkSettings.MiddleWord settings(Cell cell, int layers, double dropout) {
    return settings(cell, layers, false, dropout);
  }

  private static NetworkSettings.MiddleWord settings(
      Cell cell, int layers, boolean normalised, double dropout) {
    return new NetworkSettings.MiddleWord(
        VOCABULARY,
        SIDE,
        new RecurrentLayers(cell, EMBEDDING, HIDDEN, layers, true, normalised, dropout),
        42);
  }

  private static WindowBatch batch(int samples) {
    SplittableRandom random = new SplittableRandom(samples);
    int[] contexts = random.ints(2L * SIDE * samples, 0, VOCABULARY).toArray();
    return new WindowBatch(2 * SIDE, contexts, random.ints(samples, 0, VOCABULARY).toArray());
  }

  private static float[] copy(FloatBuffer buffer) {
    float[] copy = new float[buffer.limit()];
    buffer.get(0, copy);
    return copy;
  }

  /** The summed loss in float64. */
  private static double loss(NetworkSettings.MiddleWord settings, double[] p, WindowBatch batch) {
    RecurrentLayers recurrent = settings.recurrent();
    double loss = 0;
    for (int sample = 0; sample < batch.samples(); sample++) {
      double[][] series = look(p, batch, sample);
      int at = VOCABULARY * EMBEDDING;
      for (int layer = 0; layer < recurrent.layers(); layer++) {
        CellInDouble cell =
            new CellInDouble(recurrent.cell(), recurrent.inputs(layer), recurrent.hidden());
        int oneWay = (int) recurrent.cell().parameters(cell.inputs(), HIDDEN);
        series =
            joined(run(cell, p, at, series), reversed(run(cell, p, at + oneWay, reversed(series))));
        at += 2 * oneWay;
        if (recurrent.normalised()) {
          for (int i = 0; i < series.length; i++) {
            series[i] = LanguageModelInDouble.normalised(p, at, series[i]);
          }
          at += 2 * recurrent.outputs();
        }
      }
      loss += crossEntropy(p, at, series[SIDE], batch.targets()[sample]);
    }
    return loss;
  }

  private static double[][] look(double[] p, WindowBatch batch, int sample) {
    double[][] series = new double[1 + 2 * SIDE][EMBEDDING];
    for (int i = 0; i < 2 * SIDE; i++) {
      int word = batch.contexts()[2 * SIDE * sample + i];
      series[i < SIDE ? i : i + 1] =
          Arrays.copyOfRange(p, word * EMBEDDING, (word + 1) * EMBEDDING);
    }
    return series;
  }

  private static double[][] run(CellInDouble cell, double[] p, int at, double[][] series) {
    double[] state = new double[cell.carried()];
    double[][] outputs = new double[series.length][];
    for (int i = 0; i < series.length; i++) {
      state = cell.step(p, at, series[i], state);
      outputs[i] = Arrays.copyOf(state, HIDDEN);
    }
    return outputs;
  }

  private static double[][] reversed(double[][] series) {
    double[][] reversed = new double[series.length][];
    Arrays.setAll(reversed, i -> series[series.length - 1 - i]);
    return reversed;
  }

  private static double[][] joined(double[][] ahead, double[][] behind) {
    double[][] joined = new double[ahead.length][];
    Arrays.setAll(
        joined,
        i -> {
          double[] row = Arrays.copyOf(ahead[i], 2 * HIDDEN);
          System.arraycopy(behind[i], 0, row, HIDDEN, HIDDEN);
          return row;
        });
    return joined;
  }

  private static double crossEntropy(double[] p, int at, double[] top, int target) {
    double sum = 0;
    double wanted = 0;
    for (int word = 0; word < VOCABULARY; word++) {
      double logit = p[at + VOCABULARY * top.length + word];
      for (int i = 0; i < top.length; i++) {
        logit += p[at + word * top.length + i] * top[i];
      }
      sum += Math.exp(logit);
      wanted = word == target ? logit : wanted;
    }
    return Math.log(sum) - wanted;
  }

  @ParameterizedTest
  @CsvSource({
    "LSTM, 1, false",
    "LSTM, 2, false",
    "LSTM, 2, true",
    "SIMPLE_RNN, 1, false",
    "SIMPLE_RNN, 1, true",
    "GRU, 2, false",
    "GRU, 2, true",
    "LSTM_PEEPHOLE, 1, false"
  })
  void itsGradientIsTheSlopeOfTheLossInFloat64(Cell cell, int layers, boolean normalised) {
    NetworkSettings.MiddleWord settings = settings(cell, layers, normalised, 0);
    try (Replica<WindowBatch> replica = Engine.load().middleWord(settings)) {
      assertThat(replica.length()).isEqualTo((int) settings.parameters());
      replica.parameters().put(0, Slopes.random(replica.length(), 0.7, 3));
      float[] noise = new float[replica.length()];
      Arrays.fill(noise, Float.NaN);
      replica.gradient().put(0, noise);
      double[] p = Slopes.doubles(copy(replica.parameters()));
      WindowBatch batch = batch(5);

      double loss = replica.step(batch, 0);

      assertThat(loss).isCloseTo(loss(settings, p, batch), within(1e-4));
      assertThat(replica.loss(batch)).isEqualTo(loss);
      Slopes.check(settings.name(), copy(replica.gradient()), p, at -> loss(settings, at, batch));
    }
  }

  @ParameterizedTest
  @EnumSource
  void dropoutFollowsTheStepsSeedAndIsNotInTheLossAlone(Cell cell) {
    try (Replica<WindowBatch> replica = Engine.load().middleWord(settings(cell, 2, 0.5));
        Replica<WindowBatch> without = Engine.load().middleWord(settings(cell, 2, 0))) {
      double first = replica.step(batch(6), 1);

      assertThat(replica.step(batch(6), 2)).isNotEqualTo(first);
      assertThat(replica.step(batch(6), 1)).isEqualTo(first);
      assertThat(replica.loss(batch(6))).isEqualTo(without.loss(batch(6)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void learnsABatchByHeart(Cell cell) {
    WindowBatch batch = batch(12);
    try (Replica<WindowBatch> replica = Engine.load().middleWord(settings(cell, 1, 0))) {
      assertThat(replica.loss(batch) / 12).isCloseTo(Math.log(VOCABULARY), within(0.4));
      for (int step = 0; step < 500; step++) {
        replica.step(batch, 0);
        for (int i = 0; i < replica.length(); i++) {
          replica
              .parameters()
              .put(i, replica.parameters().get(i) - 0.5f / 12 * replica.gradient().get(i));
        }
      }
      assertThat(replica.loss(batch) / 12).isLessThan(0.1);
    }
  }

  @Test
  void refusesAnotherWindow() {
    try (Replica<WindowBatch> replica = Engine.load().middleWord(settings(Cell.GRU, 1, 0))) {
      assertThatThrownBy(() -> replica.step(new WindowBatch(3, new int[3], new int[1]), 0))
          .hasMessage("window 3: expected 4, 2 words on each side");
    }
  }

  @ParameterizedTest
  @CsvSource({"LSTM, 1", "GRU, 2"})
  void countsWhatAReplicaAllocates(Cell cell, int layers) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    NetworkSettings.MiddleWord settings =
        new NetworkSettings.MiddleWord(
            3000, 3, new RecurrentLayers(cell, 64, 128, layers, true, false, 0.2), 1);
    ReplicaMemory memory = Engine.load().middleWordMemory(settings, 48);
    WindowBatch batch = new WindowBatch(6, new int[48 * 6], new int[48]);
    try (Replica<WindowBatch> first = Engine.load().middleWord(settings)) {
      first.step(batch, 0); // loads the classes that a first step needs
    }
    int parameters = (int) settings.parameters();
    Floats flat = Floats.zeros(parameters);
    Floats gradient = Floats.zeros(parameters);
    long outside = Pointer.totalBytes();
    long inside = threads.getCurrentThreadAllocatedBytes();
    MiddleWordStep step = new MiddleWordStep(settings, FloatMaths.plain());
    step.gradient(batch, flat, gradient, 1);
    outside = Pointer.totalBytes() - outside;
    inside = threads.getCurrentThreadAllocatedBytes() - inside;
    step.free();
    flat.free();
    gradient.free();

    assertThat(memory.offHeapBytes())
        .isCloseTo(outside + 2L * Float.BYTES * parameters, within(10_000L));
    // each time step below the uppermost, and of the direction behind, drops an array
    assertThat(memory.heapBytes()).isCloseTo(inside, within(300_000L + layers * 300_000L));
  }
}

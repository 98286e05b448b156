package org.tengen.models.dl4j.softmax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tengen.models.Engine;
import org.tengen.models.dl4j.floats.FloatMath;
import org.tengen.models.dl4j.floats.FloatMaths;
import org.tengen.models.dl4j.floats.Floats;
import org.tengen.models.dl4j.floats.SplitMix;

class SampledSoftmaxTest {
  private static final int CLASSES = 40;
  private static final int INPUTS = 5;
  private static final int ROWS = 7;
  private static final int DRAWN = 19;
  private static final int NOTHING = -1;
  private static final int[] IDS = {0, 3, 39, NOTHING, 3, 12, 1};

  @BeforeAll
  static void start() {
    Engine.load();
  }

  private static float[] random(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }

  /** Loss, and gradients of weights, biases and rows. */
  private record Computed(double loss, float[] weights, float[] bias, float[] rows) {}

  private static Computed compute(FloatMath math, int drawn, long seed) {
    Floats weights = floats(random(CLASSES * INPUTS, 1));
    Floats bias = floats(random(CLASSES, 2));
    Floats rows = floats(random(ROWS * INPUTS, 3));
    Floats weightDeltas = floats(filled(CLASSES * INPUTS));
    Floats biasDeltas = floats(filled(CLASSES));
    Floats back = floats(filled(ROWS * INPUTS));
    SampledSoftmax head = new SampledSoftmax(math, INPUTS, CLASSES, drawn);
    double loss =
        head.gradient(
            new SoftmaxHead.Rows(ROWS, rows.pointer(), back.pointer(), back.pointer()),
            new SoftmaxHead.Parameters(weights.pointer(), bias.buffer()),
            new SoftmaxHead.Parameters(weightDeltas.pointer(), biasDeltas.buffer()),
            Targets.of(IDS, NOTHING, CLASSES),
            seed);
    Computed computed =
        new Computed(
            loss,
            array(weightDeltas, CLASSES * INPUTS),
            array(biasDeltas, CLASSES),
            array(back, ROWS * INPUTS));
    head.free();
    for (Floats floats : new Floats[] {weights, bias, rows, weightDeltas, biasDeltas, back}) {
      floats.free();
    }
    return computed;
  }

  private static Floats floats(float[] values) {
    Floats floats = Floats.allocate(values.length);
    floats.put(0, values, 0, values.length);
    return floats;
  }

  private static float[] array(Floats floats, int count) {
    float[] values = new float[count];
    floats.get(0, values, 0, count);
    return values;
  }

  private static float[] filled(int count) {
    float[] noise = new float[count];
    Arrays.fill(noise, Float.NaN);
    return noise;
  }

  /** The same in float64; {@code p} are weights, biases and rows behind each other. */
  private static double loss(double[] p, int[] drawn) {
    double loss = 0;
    for (int row = 0; row < ROWS; row++) {
      int id = IDS[row];
      if (id == NOTHING) {
        continue;
      }
      double own = logit(p, row, id);
      double sum = Math.exp(own);
      for (int other : drawn) {
        sum += other == id ? 0 : Math.exp(logit(p, row, other)) / (drawn.length * chance(other));
      }
      loss += Math.log(sum) - own;
    }
    return loss;
  }

  private static double logit(double[] p, int row, int id) {
    double logit = p[CLASSES * INPUTS + id];
    for (int i = 0; i < INPUTS; i++) {
      logit += p[id * INPUTS + i] * p[CLASSES * (INPUTS + 1) + row * INPUTS + i];
    }
    return logit;
  }

  private static double chance(int id) {
    return (Math.log(id + 2.0) - Math.log(id + 1.0)) / Math.log(CLASSES + 1.0);
  }

  private static double[] parameters() {
    double[] p = new double[CLASSES * (INPUTS + 1) + ROWS * INPUTS];
    int at = 0;
    for (float[] part :
        new float[][] {random(CLASSES * INPUTS, 1), random(CLASSES, 2), random(ROWS * INPUTS, 3)}) {
      for (float value : part) {
        p[at++] = value;
      }
    }
    return p;
  }

  private static int[] drawn(int count, long seed) {
    SplitMix random = new SplitMix(seed);
    LogUniform proposal = new LogUniform(CLASSES);
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = proposal.draw(random);
    }
    return ids;
  }

  @Test
  void itsGradientIsTheSlopeOfTheCorrectedLossAmongTheClassesDrawn() {
    int[] ids = drawn(DRAWN, 5);
    assertThat(ids).as("a class of a row is drawn too, and one twice").contains(3, 0);
    Computed computed = compute(FloatMaths.best(), DRAWN, 5);
    double[] p = parameters();
    ToDoubleFunction<double[]> exact = at -> loss(at, ids);

    assertThat(computed.loss).isCloseTo(exact.applyAsDouble(p), within(1e-5));
    float[] gradient = new float[p.length];
    System.arraycopy(computed.weights, 0, gradient, 0, CLASSES * INPUTS);
    System.arraycopy(computed.bias, 0, gradient, CLASSES * INPUTS, CLASSES);
    System.arraycopy(computed.rows, 0, gradient, CLASSES * (INPUTS + 1), ROWS * INPUTS);
    for (int i = 0; i < p.length; i++) {
      double value = p[i];
      p[i] = value + 1e-5;
      double above = exact.applyAsDouble(p);
      p[i] = value - 1e-5;
      double below = exact.applyAsDouble(p);
      p[i] = value;
      assertThat((double) gradient[i])
          .as("position %d", i)
          .isCloseTo((above - below) / 2e-5, within(2e-5));
    }
  }

  @Test
  void withManyDrawsItComesToTheLossOfAllClasses() {
    Computed sampled = compute(FloatMaths.best(), 200_000, 8);
    double[] p = parameters();
    double exact = 0;
    for (int row = 0; row < ROWS; row++) {
      if (IDS[row] != NOTHING) {
        double sum = 0;
        for (int id = 0; id < CLASSES; id++) {
          sum += Math.exp(logit(p, row, id));
        }
        exact += Math.log(sum) - logit(p, row, IDS[row]);
      }
    }

    assertThat(sampled.loss).isCloseTo(exact, within(0.01 * exact));
  }

  @Test
  void drawsFrequentClassesMoreOften() {
    int[] counts = new int[CLASSES];
    for (int id : drawn(400_000, 3)) {
      counts[id]++;
    }
    LogUniform proposal = new LogUniform(CLASSES);
    double sum = 0;
    for (int k = 0; k < CLASSES; k++) {
      sum += proposal.chance(k);
      assertThat(counts[k] / 400_000.0).isCloseTo(proposal.chance(k), within(0.002));
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
    assertThat(proposal.chance(0)).isCloseTo(Math.log(2) / Math.log(41), within(1e-12));
  }

  @Test
  void vectorsAndPlainLoopsGiveTheSameBits() {
    Computed byVectors = compute(FloatMaths.best(), DRAWN, 4);
    Computed byLoops = compute(FloatMaths.plain(), DRAWN, 4);

    assertThat(byVectors.loss).isEqualTo(byLoops.loss);
    assertThat(byVectors.weights).containsExactly(byLoops.weights);
    assertThat(byVectors.bias).containsExactly(byLoops.bias);
    assertThat(byVectors.rows).containsExactly(byLoops.rows);
  }

  @Test
  void otherSeedsDrawOthers() {
    assertThat(compute(FloatMaths.best(), DRAWN, 4).loss)
        .isNotEqualTo(compute(FloatMaths.best(), DRAWN, 6).loss);
  }
}

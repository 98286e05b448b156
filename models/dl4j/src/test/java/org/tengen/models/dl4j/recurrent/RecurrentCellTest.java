package org.tengen.models.dl4j.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.dl4j.floats.FloatMath;
import org.tengen.models.dl4j.floats.FloatMaths;
import org.tengen.models.dl4j.floats.Floats;

/** Each cell beside {@link CellInDouble}; the loss is a weighted sum of its outputs. */
class RecurrentCellTest {
  private static final int INPUTS = 4;
  private static final int HIDDEN = 18; // more than a vector, and no multiple of one
  private static final int BATCH = 3;
  private static final int TIME = 6;

  @BeforeAll
  static void start() {
    Engine.load();
  }

  private static RecurrentCell cell(Cell kind, FloatMath math) {
    return RecurrentCell.of(kind, math, INPUTS, HIDDEN);
  }

  private static RecurrentCell bothWays(Cell kind, FloatMath math) {
    return new BothWays(cell(kind, math), cell(kind, math), INPUTS, HIDDEN);
  }

  /** Outputs, and gradients of parameters and input. */
  private record Computed(float[] outputs, float[] parameters, float[] input) {}

  /** What is fed to a cell whose outputs are {@code width} wide. */
  private static final class Fed {
    final float[] parameters;
    final float[] input = Slopes.random(TIME * BATCH * INPUTS, 1.5, 2);
    final float[] outer;
    final int steps;

    Fed(RecurrentCell cell, int width, int steps) {
      parameters = Slopes.random(cell.parameters(), 0.8, 1);
      outer = Slopes.random(steps * BATCH * width, 1, 3);
      this.steps = steps;
    }

    /** The weighted sum of the last steps' outputs. */
    double loss(double[] outputs) {
      double sum = 0;
      for (int i = 0; i < outer.length; i++) {
        sum += outer[i] * outputs[outputs.length - outer.length + i];
      }
      return sum;
    }
  }

  private static Computed compute(
      RecurrentCell cell, Fed fed, int width, float @Nullable [] state) {
    Floats parameters = Slopes.floats(fed.parameters);
    Floats input = Slopes.floats(fed.input);
    Floats outer = Slopes.floats(fed.outer);
    Floats gradient = Slopes.floats(filled(fed.parameters.length));
    Floats back = Slopes.floats(filled(fed.input.length));
    Floats outputs = cell.forward(parameters, input, BATCH, TIME, state);
    float[] given = Slopes.array(outputs, TIME * BATCH * width);
    cell.backward(parameters, input, outer, fed.steps, gradient, back);
    Computed computed =
        new Computed(
            given,
            Slopes.array(gradient, fed.parameters.length),
            Slopes.array(back, fed.input.length));
    for (Floats floats : new Floats[] {parameters, input, outer, gradient, back}) {
      floats.free();
    }
    return computed;
  }

  /** So that a position which is not written shows. */
  private static float[] filled(int count) {
    float[] noise = new float[count];
    Arrays.fill(noise, Float.NaN);
    return noise;
  }

  /** A cell's outputs in float64, [time][batch][hidden]; {@code state} becomes the last one. */
  private static double[] outputs(Cell kind, double[] p, int at, double[] input, double[][] state) {
    CellInDouble cell = new CellInDouble(kind, INPUTS, HIDDEN);
    double[] outputs = new double[TIME * BATCH * HIDDEN];
    for (int r = 0; r < TIME * BATCH; r++) {
      double[] x = Arrays.copyOfRange(input, r * INPUTS, (r + 1) * INPUTS);
      int series = r % BATCH;
      state[series] = cell.step(p, at, x, state[series]);
      System.arraycopy(state[series], 0, outputs, r * HIDDEN, HIDDEN);
    }
    return outputs;
  }

  /** Of each series, from a cell's layout, [outputs of all series][cells of all series]. */
  private static double[][] bySeries(Cell kind, float[] state) {
    double[][] series = new double[BATCH][kind.carried() * HIDDEN];
    for (int i = 0; i < state.length; i++) {
      int block = i / (BATCH * HIDDEN);
      series[i / HIDDEN % BATCH][block * HIDDEN + i % HIDDEN] = state[i];
    }
    return series;
  }

  private static void assertEqual(double[] actual, double[] expected) {
    assertThat(actual).containsExactly(expected, within(2e-6));
  }

  @ParameterizedTest
  @EnumSource
  void computesThePapersFormulasAndTheirSlopes(Cell kind) {
    RecurrentCell cell = cell(kind, FloatMaths.best());
    Fed fed = new Fed(cell, HIDDEN, TIME);
    Computed computed = compute(cell, fed, HIDDEN, null);
    double[] p = Slopes.doubles(fed.parameters);
    double[] x = Slopes.doubles(fed.input);
    float[] zero = new float[BATCH * cell.carried()];

    assertEqual(Slopes.doubles(computed.outputs), outputs(kind, p, 0, x, bySeries(kind, zero)));
    Slopes.check(
        kind + " parameters",
        computed.parameters,
        p,
        at -> fed.loss(outputs(kind, at, 0, x, bySeries(kind, zero))));
    Slopes.check(
        kind + " input",
        computed.input,
        x,
        at -> fed.loss(outputs(kind, p, 0, at, bySeries(kind, zero))));
    cell.free();
  }

  @ParameterizedTest
  @EnumSource
  void beginsAtTheStateThatItWasGivenAndLeavesItsLast(Cell kind) {
    RecurrentCell cell = cell(kind, FloatMaths.best());
    Fed fed = new Fed(cell, HIDDEN, TIME);
    float[] before = Slopes.random(BATCH * cell.carried(), 0.9, 4);
    float[] state = before.clone();
    Computed computed = compute(cell, fed, HIDDEN, state);
    double[] p = Slopes.doubles(fed.parameters);
    double[] x = Slopes.doubles(fed.input);
    double[][] last = bySeries(kind, before);

    assertEqual(Slopes.doubles(computed.outputs), outputs(kind, p, 0, x, last));
    for (int series = 0; series < BATCH; series++) {
      assertEqual(bySeries(kind, state)[series], last[series]);
    }
    Slopes.check(
        kind + " parameters",
        computed.parameters,
        p,
        at -> fed.loss(outputs(kind, at, 0, x, bySeries(kind, before))));
    cell.free();
  }

  @ParameterizedTest
  @EnumSource
  void theLastTimeStepsAloneMayFeedWhatIsAbove(Cell kind) {
    RecurrentCell cell = cell(kind, FloatMaths.best());
    Fed fed = new Fed(cell, HIDDEN, 2);
    Computed computed = compute(cell, fed, HIDDEN, null);
    double[] x = Slopes.doubles(fed.input);

    Slopes.check(
        kind + " parameters",
        computed.parameters,
        Slopes.doubles(fed.parameters),
        at -> fed.loss(outputs(kind, at, 0, x, bySeries(kind, new float[BATCH * cell.carried()]))));
    cell.free();
  }

  /** Both directions' outputs in float64, [time][batch][2 hidden]. */
  private static double[] bothOutputs(Cell kind, double[] p, double[] input) {
    float[] zero = new float[BATCH * kind.carried() * HIDDEN];
    double[] ahead = outputs(kind, p, 0, input, bySeries(kind, zero));
    double[] behind =
        reversed(outputs(kind, p, p.length / 2, reversed(input), bySeries(kind, zero)));
    double[] both = new double[2 * ahead.length];
    for (int i = 0; i < ahead.length; i++) {
      int at = i / HIDDEN * 2 * HIDDEN + i % HIDDEN;
      both[at] = ahead[i];
      both[at + HIDDEN] = behind[i];
    }
    return both;
  }

  private static double[] reversed(double[] series) {
    int block = series.length / TIME;
    double[] reversed = new double[series.length];
    for (int step = 0; step < TIME; step++) {
      System.arraycopy(series, step * block, reversed, (TIME - 1 - step) * block, block);
    }
    return reversed;
  }

  @ParameterizedTest
  @EnumSource
  void readsASeriesFromBothEnds(Cell kind) {
    RecurrentCell cell = bothWays(kind, FloatMaths.best());
    for (int steps : new int[] {TIME, 4}) {
      Fed fed = new Fed(cell, 2 * HIDDEN, steps);
      Computed computed = compute(cell, fed, 2 * HIDDEN, null);
      double[] p = Slopes.doubles(fed.parameters);
      double[] x = Slopes.doubles(fed.input);

      assertEqual(Slopes.doubles(computed.outputs), bothOutputs(kind, p, x));
      Slopes.check(
          kind + " parameters", computed.parameters, p, at -> fed.loss(bothOutputs(kind, at, x)));
      Slopes.check(kind + " input", computed.input, x, at -> fed.loss(bothOutputs(kind, p, at)));
    }
    cell.free();
  }

  @ParameterizedTest
  @EnumSource
  void vectorsAndPlainLoopsGiveTheSameBits(Cell kind) {
    RecurrentCell plain = bothWays(kind, FloatMaths.plain());
    RecurrentCell vector = bothWays(kind, FloatMaths.best());
    Fed fed = new Fed(plain, 2 * HIDDEN, TIME);
    Computed byLoops = compute(plain, fed, 2 * HIDDEN, null);
    Computed byVectors = compute(vector, fed, 2 * HIDDEN, null);

    assertThat(byVectors.outputs).containsExactly(byLoops.outputs);
    assertThat(byVectors.parameters).containsExactly(byLoops.parameters);
    assertThat(byVectors.input).containsExactly(byLoops.input);
    plain.free();
    vector.free();
  }

  @ParameterizedTest
  @EnumSource
  void batchesOfOtherShapesMayFollowOneAnother(Cell kind) {
    RecurrentCell cell = cell(kind, FloatMaths.best());
    Fed fed = new Fed(cell, HIDDEN, TIME);
    Computed first = compute(cell, fed, HIDDEN, null);
    Floats parameters = Slopes.floats(fed.parameters);
    Floats input = Slopes.floats(fed.input);
    // as many rows in another shape
    cell.forward(parameters, input, 2, 9, new float[2 * cell.carried()]);
    Computed again = compute(cell, fed, HIDDEN, null);

    assertThat(again.outputs).containsExactly(first.outputs);
    assertThat(again.parameters).containsExactly(first.parameters);
    parameters.free();
    input.free();
    cell.free();
  }
}

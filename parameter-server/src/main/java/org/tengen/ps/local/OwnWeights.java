package org.tengen.ps.local;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.tengen.ps.optimiser.Optimiser;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.optimiser.Step;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.Block;
import org.tengen.ps.training.TableSpec;

/**
 * A lane's own weights, with its optimisers and their state. Used by one thread; whoever drives it
 * owns the arrays that it gives and takes.
 */
public final class OwnWeights {
  private final TableSpec model;
  private final List<Part> parts;
  private final float[] weights;
  private final float[] gradient;
  private final float[][] state;
  private long updates;

  /** What one optimiser trains. */
  private record Part(Range range, Optimiser optimiser, Schedule schedule) {}

  /** Weights of 0 and optimisers without a past. */
  public OwnWeights(TableSpec model) {
    this(model, new float[model.length()]);
  }

  /**
   * The same for one of several lanes that a thread drives in turn.
   *
   * @param scratch as long as the model, overwritten by each step; the lanes may share it
   */
  public OwnWeights(TableSpec model, float[] scratch) {
    this.model = model;
    this.parts = model.blocks().stream().map(OwnWeights::part).toList();
    this.weights = new float[model.length()];
    this.gradient = scratch;
    this.state = new float[ServedTable.stateArrays(model)][model.length()];
  }

  private static Part part(Block block) {
    return new Part(block.range(), block.optimiser().optimiser(), block.schedule());
  }

  /** Goes on from {@code pulled}, of which the first floats are the weights. */
  public void take(float[] pulled) {
    System.arraycopy(pulled, 0, weights, 0, weights.length);
  }

  /**
   * Goes on from the state that follows the weights in {@code pulled}, after {@code past} updates.
   */
  public void takeState(float[] pulled, long past) {
    for (int i = 0; i < state.length; i++) {
      System.arraycopy(pulled, (i + 1) * weights.length, state[i], 0, weights.length);
    }
    updates = past;
  }

  /** The optimisers forget. */
  public void forget() {
    for (float[] each : state) {
      Arrays.fill(each, 0);
    }
    updates = 0;
  }

  /** Copies the weights to {@code into}, at absolute positions. */
  public void read(FloatBuffer into) {
    into.put(0, weights);
  }

  /**
   * One step of every optimiser; a step of no samples changes nothing.
   *
   * @param sum the gradient's sum over {@code samples}; at statistics, values times samples
   * @param progress the fraction of the run's budget that was spent before it, 0 .. 1
   */
  public void step(FloatBuffer sum, int samples, double progress) {
    if (samples == 0) {
      return;
    }
    sum.get(0, gradient);
    float scale = 1f / samples;
    for (Part part : parts) {
      float rate = part.schedule().rate(updates, progress);
      part.optimiser()
          .step(new Step(weights, weights, gradient, scale, state, part.range(), rate, updates));
    }
    for (Range statistic : model.statistics()) {
      for (int i = statistic.from(); i < statistic.to(); i++) {
        weights[i] = scale * gradient[i];
      }
    }
    updates++;
  }

  /**
   * What is pushed of some steps: how far the weights have gone from {@code pulled}, times {@code
   * samples}; at statistics, and at the state if there is room for it, the values times samples.
   *
   * @param push written; as long as the server's table
   */
  public void change(float[] pulled, int samples, float[] push) {
    for (Part part : parts) {
      int end = part.range().to();
      for (int i = part.range().from(); i < end; i++) {
        push[i] = samples * (weights[i] - pulled[i]);
      }
    }
    values(samples, push);
    for (int i = 0; i < state.length && push.length > weights.length; i++) {
      float[] array = state[i];
      int at = (i + 1) * weights.length;
      for (int j = 0; j < array.length; j++) {
        push[at + j] = samples * array[j];
      }
    }
  }

  /**
   * Moves the weights by {@code part} of their distance to the {@code centre}, and writes what the
   * centre moves by, times {@code samples}; at statistics, the values times samples.
   */
  public void pull(float[] centre, double part, int samples, float[] push) {
    float alpha = (float) part;
    for (Part each : parts) {
      int end = each.range().to();
      for (int i = each.range().from(); i < end; i++) {
        float moved = alpha * (weights[i] - centre[i]);
        weights[i] -= moved;
        push[i] = samples * moved;
      }
    }
    values(samples, push);
  }

  private void values(int samples, float[] push) {
    for (Range statistic : model.statistics()) {
      for (int i = statistic.from(); i < statistic.to(); i++) {
        push[i] = samples * weights[i];
      }
    }
  }
}

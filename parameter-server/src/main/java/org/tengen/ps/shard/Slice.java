package org.tengen.ps.shard;

import java.util.Arrays;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.SliceImage;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.table.Range;

/**
 * Some floats of the table, with their optimiser state, their version and the clocks of the lanes
 * whose pushes are in them. Shard thread only.
 */
final class Slice {
  private static final float[] NONE = new float[0];

  private final int index;
  private final Range range;
  private final SliceBlocks blocks;
  private final double runPushes;
  private final float[][] state;

  /** By lane, the pushes that this slice has accepted: applied, or gathered for the next update. */
  private final long[] accepted;

  private float[] weights;

  /** The weights one update before, kept only behind a barrier; else empty. */
  private float[] previous;

  private long version;
  private long applied;

  Slice(Training training, SliceImage image, boolean keepPrevious) {
    index = image.slice();
    range = training.layout().slice(index);
    blocks = SliceBlocks.of(training.table(), range);
    runPushes = training.pushes();
    accepted = image.clocks().clone();
    applied = Arrays.stream(accepted).sum();
    weights = image.weights().clone();
    previous = keepPrevious ? previousOf(image) : NONE;
    version = image.version();
    state = new float[blocks.stateArrays()][];
    for (int i = 0; i < state.length; i++) {
      state[i] = i < image.state().length ? image.state()[i].clone() : new float[weights.length];
    }
  }

  private static float[] previousOf(SliceImage image) {
    return image.previous().length > 0
        ? image.previous().clone()
        : new float[image.weights().length];
  }

  int index() {
    return index;
  }

  int length() {
    return weights.length;
  }

  long version() {
    return version;
  }

  /** How many of the lane's pushes it has accepted. */
  long accepted(int lane) {
    return accepted[lane];
  }

  /** The lane's next push is accepted. */
  void accept(int lane) {
    accepted[lane]++;
  }

  Payload current() {
    return Payload.of(weights, 0, weights.length);
  }

  Payload previous() {
    return Payload.of(previous, 0, previous.length);
  }

  /**
   * One update, by one push.
   *
   * @param sum the gradient's sum over {@code samples}; at statistics, values times samples
   * @param rateFactor what the schedule's rate is multiplied by
   * @param share how far statistics go towards the pushed values
   */
  void apply(float[] sum, long samples, double rateFactor, float share) {
    step(weights, sum, samples, rateFactor);
    float scale = scale(samples);
    for (Range statistic : blocks.statistics()) {
      for (int i = statistic.from(); i < statistic.to(); i++) {
        weights[i] += (scale * sum[i] - weights[i]) * share;
      }
    }
    applied++;
    version++;
  }

  /**
   * One update, by the pushes of all {@code lanes}; the weights before it become the previous ones.
   */
  void applyClock(float[] sum, long samples, int lanes) {
    step(previous, sum, samples, 1);
    float scale = scale(samples);
    for (Range statistic : blocks.statistics()) {
      for (int i = statistic.from(); i < statistic.to(); i++) {
        previous[i] = samples == 0 ? weights[i] : scale * sum[i];
      }
    }
    float[] next = previous;
    previous = weights;
    weights = next;
    applied += lanes;
    version++;
  }

  private void step(float[] to, float[] sum, long samples, double rateFactor) {
    float scale = scale(samples);
    double progress = applied / runPushes;
    for (SliceBlocks.Part part : blocks.parts()) {
      float rate = (float) (part.schedule().rate(version, progress) * rateFactor);
      part.optimiser().step(weights, to, sum, scale, state, part.range(), rate, version);
    }
  }

  private static float scale(long samples) {
    return samples == 0 ? 0 : 1f / samples;
  }

  /**
   * The slice as values.
   *
   * @param clocks by lane, the pushes that are applied
   */
  SliceImage image(ImageKind kind, long[] clocks, boolean withPrevious) {
    boolean all = kind == ImageKind.CHECKPOINT;
    float[][] stateCopy = all ? new float[state.length][] : new float[0][];
    for (int i = 0; i < stateCopy.length; i++) {
      stateCopy[i] = state[i].clone();
    }
    float[] previousCopy = all && withPrevious ? previous.clone() : NONE;
    return new SliceImage(index, range, version, clocks, weights.clone(), previousCopy, stateCopy);
  }
}

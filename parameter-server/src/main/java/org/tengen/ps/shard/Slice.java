package org.tengen.ps.shard;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.codec.ChangeLog;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardRest;
import org.tengen.ps.image.SliceImage;
import org.tengen.ps.optimiser.LinearOptimiser;
import org.tengen.ps.optimiser.Step;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.strategy.Correction;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.Training;

/**
 * Some floats of the table, with their optimiser state, their version and the clocks of the lanes
 * whose pushes are in them. Shard thread only.
 */
final class Slice {
  private static final float[] NONE = new float[0];

  /** Floats of a push that stay in a core's first-level cache with what they are added to. */
  private static final int PIECE = 2048;

  private final int index;
  private final Range range;
  private final SliceBlocks blocks;
  private final Correction correction;
  private final double runPushes;

  /** The optimiser's arrays, then the correction's. */
  private final float[][] state;

  private final float[][] correctionState;

  /** By lane, the iterations that this slice wants nothing more of. */
  private final long[] accepted;

  /** By lane, the pushes that are in the weights. */
  private final long[] included;

  private final @Nullable KeptWeights kept;

  /** What has changed since when, where pulls bring changes; else null. */
  private final @Nullable ChangeLog changes;

  /** The weights before an update that is made in place, for {@link #changes}. */
  private final float[] before;

  private float[] weights;

  /** The weights one update before, kept only behind a barrier; else empty. */
  private float[] previous;

  private long version;
  private long applied;

  Slice(Training training, SliceImage image) {
    index = image.slice();
    range = training.layout().slice(index);
    blocks = SliceBlocks.of(training.table(), range);
    correction = training.strategy().correction();
    runPushes = training.pushes();
    included = image.clocks().clone();
    accepted = training.strategy().gathering().finished(included);
    applied = Arrays.stream(included).sum();
    weights = image.weights().clone();
    previous = training.strategy().gathering().wholeClock() ? previousOf(image) : NONE;
    version = image.version();
    int own = blocks.stateArrays();
    state = new float[own + correction.stateArrays()][];
    for (int i = 0; i < state.length; i++) {
      state[i] = i < image.state().length ? image.state()[i].clone() : new float[weights.length];
    }
    correctionState = Arrays.copyOfRange(state, own, state.length);
    kept = correction.keepsPulled() ? new KeptWeights(training.lanes()) : null;
    changes = training.codec().pullsChanges() ? new ChangeLog(weights.length, version) : null;
    before = changes == null ? NONE : new float[weights.length];
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

  /** Whether some of its floats are values and no gradients. */
  boolean hasStatistics() {
    return !blocks.statistics().isEmpty();
  }

  long version() {
    return version;
  }

  /** How many of the lane's iterations it is done with. */
  long accepted(int lane) {
    return accepted[lane];
  }

  /** It is done with the lane's next push: applied, gathered for the next update, or left out. */
  void accept(int lane) {
    accepted[lane]++;
  }

  /** The lane's next push is in the update that follows. */
  void include(int lane) {
    included[lane]++;
  }

  /** How many of the lane's pushes are in the weights. */
  long included(int lane) {
    return included[lane];
  }

  /** Whether {@code more} pushes are all that the run has left for this slice. */
  boolean completes(int more) {
    return applied + more == runPushes;
  }

  Payload current() {
    return Payload.of(weights, 0, weights.length);
  }

  /** The same for somebody who has version {@code base} of it, or none if that is negative. */
  Payload currentSince(long base) {
    Payload since = changes == null ? null : changes.since(base, version, weights);
    return since == null ? current() : since;
  }

  Payload previous() {
    return Payload.of(previous, 0, previous.length);
  }

  /** The lane begins to compute on the current weights. */
  void pulled(int lane) {
    if (kept != null) {
      kept.hold(lane, weights);
    }
  }

  /** What the lane holds, if an update has been made since; else null. */
  @Nullable Payload heldBefore(int lane) {
    float[] held = kept == null ? null : kept.of(lane);
    return held == null || held == weights ? null : Payload.of(held, 0, held.length);
  }

  /** Corrects what the lane has computed on the weights that it has pulled. */
  void compensate(int lane, float[] sum, long samples) {
    if (kept == null) {
      return;
    }
    float[] pulled = kept.of(lane);
    if (pulled != null) {
      for (SliceBlocks.Part part : blocks.parts()) {
        Range at = part.range();
        correction.compensate(sum, samples, weights, pulled, correctionState, at.from(), at.to());
      }
    }
    kept.release(lane, weights);
  }

  /**
   * One update, by {@code pushes} pushes.
   *
   * @param sum what {@code scale} makes the mean gradient of; at statistics, the mean value
   * @param rateFactor what the schedule's rate is multiplied by
   * @param share how far statistics go towards the pushed values
   */
  void apply(float[] sum, float scale, double rateFactor, float share, int pushes) {
    float[] next = kept == null ? weights : kept.next(weights);
    System.arraycopy(weights, 0, before, 0, before.length);
    step(next, sum, scale, rateFactor);
    for (Range statistic : blocks.statistics()) {
      moveStatistics(next, sum, scale, share, statistic);
    }
    weights = next;
    updated(pushes);
  }

  /**
   * One update in place by one push, which is read piece by piece, each used while it is in the
   * core's cache.
   *
   * @param push its sum; see above
   * @param scratch at least as long as the slice
   */
  void apply(Payload push, float[] scratch, float scale, double rateFactor, float share) {
    System.arraycopy(weights, 0, before, 0, before.length);
    double progress = applied / runPushes;
    for (SliceBlocks.Part part : blocks.parts()) {
      float rate = (float) (part.schedule().rate(version, progress) * rateFactor);
      if (part.optimiser() instanceof LinearOptimiser linear && PushedFloats.ADDS_ANYWHERE) {
        PushedFloats.add(push, part.range(), weights, scratch, scale, linear.factor(rate));
      } else {
        step(push, part, scratch, scale, rate);
      }
    }
    for (Range statistic : blocks.statistics()) {
      push.read(statistic.from(), scratch, statistic.from(), statistic.length());
      moveStatistics(weights, scratch, scale, share, statistic);
    }
    updated(1);
  }

  private void step(Payload push, SliceBlocks.Part part, float[] scratch, float scale, float rate) {
    int end = part.range().to();
    for (int from = part.range().from(); from < end; from += PIECE) {
      Range piece = new Range(from, Math.min(end, from + PIECE));
      push.read(from, scratch, from, piece.length());
      part.optimiser()
          .step(new Step(weights, weights, scratch, scale, state, piece, rate, version));
    }
  }

  private void moveStatistics(float[] to, float[] sum, float scale, float share, Range statistic) {
    for (int i = statistic.from(); i < statistic.to(); i++) {
      to[i] = weights[i] + (scale * sum[i] - weights[i]) * share;
    }
  }

  private void updated(int pushes) {
    applied += pushes;
    version++;
    if (changes != null) {
      changes.update(before, weights, version);
    }
  }

  /**
   * One update, by {@code pushes} pushes of one clock; the weights before it become the previous
   * ones.
   */
  void applyClock(float[] sum, long samples, int pushes) {
    float scale = scale(samples);
    step(previous, sum, scale, 1);
    for (Range statistic : blocks.statistics()) {
      for (int i = statistic.from(); i < statistic.to(); i++) {
        previous[i] = samples == 0 ? weights[i] : scale * sum[i];
      }
    }
    float[] next = previous;
    previous = weights;
    weights = next;
    applied += pushes;
    version++;
    if (changes != null) {
      changes.update(previous, weights, version);
    }
  }

  private void step(float[] to, float[] sum, float scale, double rateFactor) {
    double progress = applied / runPushes;
    for (SliceBlocks.Part part : blocks.parts()) {
      float rate = (float) (part.schedule().rate(version, progress) * rateFactor);
      part.optimiser().step(new Step(weights, to, sum, scale, state, part.range(), rate, version));
    }
  }

  /** What makes a mean of a sum over {@code samples}. */
  static float scale(long samples) {
    return samples == 0 ? 0 : 1f / samples;
  }

  /** Notes what is not in the slice's image. */
  void save(ShardRest.Writer out) {
    out.put(accepted);
    if (kept != null) {
      kept.save(out, weights);
    }
  }

  /** Goes on with what was noted. */
  void load(ShardRest.Reader in) {
    in.read(accepted);
    if (kept != null) {
      kept.load(in, weights);
    }
  }

  /** The slice as values. */
  SliceImage image(ImageKind kind, boolean withPrevious) {
    boolean all = kind == ImageKind.CHECKPOINT;
    float[][] stateCopy = all ? new float[state.length][] : new float[0][];
    for (int i = 0; i < stateCopy.length; i++) {
      stateCopy[i] = state[i].clone();
    }
    float[] previousCopy = all && withPrevious ? previous.clone() : NONE;
    return new SliceImage(
        index, range, version, included.clone(), weights.clone(), previousCopy, stateCopy);
  }
}

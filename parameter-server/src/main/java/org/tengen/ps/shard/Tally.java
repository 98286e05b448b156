package org.tengen.ps.shard;

import java.util.List;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardRest;

/**
 * What is applied on every slice of the shard, and what that sets off: images at intervals, and the
 * run's end. Shard thread only, but for {@link #pushes}.
 */
final class Tally {
  private final List<Lane> lanes;
  private final long runPushes;
  private final ImageIntervals intervals;
  private final Sequel sequel;
  private long samples;
  private volatile long pushes;

  /** What a tally sets off. */
  interface Sequel {
    /** The samples have passed multiple {@code index} of the kind's interval. */
    void passed(ImageKind kind, long index);

    /** The budget's last push is applied. */
    void finished();
  }

  /** A tally that goes on from the lanes of an image. */
  Tally(List<Lane> lanes, ShardSettings settings, Sequel sequel) {
    this.lanes = lanes;
    this.runPushes = settings.training().pushes();
    this.intervals = settings.images();
    this.sequel = sequel;
    for (Lane lane : lanes) {
      samples += lane.samples();
    }
    pushes = settings.restoredPushes(lanes);
  }

  /** Notes the sums. */
  void save(ShardRest.Writer out) {
    out.put(samples, pushes);
  }

  /** Goes on with what was noted. */
  void load(ShardRest.Reader in) {
    long[] sums = in.numbers();
    samples = sums[0];
    pushes = sums[1];
  }

  /** Samples applied on every slice. */
  long samples() {
    return samples;
  }

  /** Pushes applied on every slice; any thread. */
  long pushes() {
    return pushes;
  }

  /** One push of the lane is applied on every slice. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  void add(int lane, int pushSamples) {
    lanes.get(lane).applied(pushSamples);
    pushes++;
  }

  /** Whether an image falls due if at most so many samples more settle. */
  boolean due(long more) {
    if (more <= 0) {
      return false;
    }
    long then = applied() + more;
    return passes(intervals.evaluationSamples(), samples, then)
        || passes(intervals.checkpointSamples(), samples, then);
  }

  /** After the pushes of one update: images, the end. */
  void settle() {
    long before = samples;
    samples = applied();
    passed(ImageKind.EVALUATION, intervals.evaluationSamples(), before);
    passed(ImageKind.CHECKPOINT, intervals.checkpointSamples(), before);
    if (pushes == runPushes) {
      sequel.finished();
    }
  }

  private long applied() {
    long sum = 0;
    for (Lane lane : lanes) {
      sum += lane.samples();
    }
    return sum;
  }

  private void passed(ImageKind kind, long interval, long before) {
    if (passes(interval, before, samples)) {
      sequel.passed(kind, samples / interval);
    }
  }

  private static boolean passes(long interval, long before, long then) {
    return interval > 0 && then / interval > before / interval;
  }
}

package org.tengen.ps.codec;

import java.nio.FloatBuffer;
import org.tengen.ps.table.Range;

/**
 * What one lane has computed and not sent, at absolute positions, as a sum over a push's samples.
 * To send a float removes all of it, so the codec itself loses nothing: what was sent and what
 * stays add up to what there was, to the bit. (Adding a gradient to it rounds, as any addition of
 * floats does; where a push has another number of samples than the one before, what is kept is
 * multiplied to the new unit, which rounds too.) One thread.
 */
final class Residual {
  private static final int CHUNK = 4096;

  private final float momentum;
  private final boolean masked;
  private final float[] kept;

  /** The momentum's own running sum; empty without one. */
  private final float[] velocity;

  private final float[] chunk = new float[CHUNK];
  private int samples;

  Residual(Feedback feedback, int length) {
    this.momentum = (float) feedback.momentum();
    this.masked = feedback.masked();
    this.kept = new float[length];
    this.velocity = new float[momentum == 0 ? 0 : length];
  }

  /** What is kept; at statistics 0. */
  float[] kept() {
    return kept;
  }

  /** The next push is a sum over {@code count} samples, at least one. */
  void expect(int count) {
    if (samples != 0 && samples != count) {
      float factor = (float) count / samples;
      scale(kept, factor);
      scale(velocity, factor);
    }
    samples = count;
  }

  private static void scale(float[] values, float factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }

  /** Adds what is pushed at {@code range}. */
  void add(FloatBuffer push, Range range) {
    for (int at = range.from(); at < range.to(); at += CHUNK) {
      int count = Math.min(CHUNK, range.to() - at);
      push.get(at, chunk, 0, count);
      if (velocity.length == 0) {
        add(kept, at, chunk, count);
      } else {
        addWithMomentum(at, count);
      }
    }
  }

  private static void add(float[] sum, int at, float[] more, int count) {
    for (int i = 0; i < count; i++) {
      sum[at + i] += more[i];
    }
  }

  private void addWithMomentum(int at, int count) {
    float m = momentum;
    float[] u = velocity;
    float[] v = kept;
    for (int i = 0; i < count; i++) {
      float moved = m * u[at + i] + chunk[i];
      u[at + i] = moved;
      v[at + i] += moved;
    }
  }

  /**
   * Moves what {@code cut} takes of {@code range} to {@code into}, at positions from {@code from}.
   */
  void take(Cut cut, Range range, int from, Entries into) {
    boolean mask = masked && velocity.length > 0;
    for (int i = range.from(); i < range.to(); i++) {
      if (cut.takes(Cut.magnitude(kept[i]))) {
        into.add(i - from, kept[i]);
        kept[i] = 0;
        if (mask) {
          velocity[i] = 0;
        }
      }
    }
  }
}

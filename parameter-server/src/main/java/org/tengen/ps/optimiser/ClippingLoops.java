package org.tengen.ps.optimiser;

import java.nio.FloatBuffer;
import java.util.List;
import org.tengen.ps.table.Range;

/** The loops of {@link Clipping}: a chunk at a time through an array, since buffers are slow. */
final class ClippingLoops {
  private static final int CHUNK = 4096;

  private ClippingLoops() {}

  /** Changes the first {@code count} floats of {@code chunk}. */
  @FunctionalInterface
  interface Change {
    void apply(float[] chunk, int count);
  }

  static void forEachChunk(FloatBuffer buffer, List<Range> ranges, Change change) {
    float[] chunk = new float[CHUNK];
    for (Range range : ranges) {
      for (int at = range.from(); at < range.to(); at += CHUNK) {
        int count = Math.min(CHUNK, range.to() - at);
        buffer.get(at, chunk, 0, count);
        change.apply(chunk, count);
        buffer.put(at, chunk, 0, count);
      }
    }
  }

  static double squares(FloatBuffer buffer, List<Range> ranges) {
    float[] chunk = new float[CHUNK];
    double sum = 0;
    for (Range range : ranges) {
      for (int at = range.from(); at < range.to(); at += CHUNK) {
        int count = Math.min(CHUNK, range.to() - at);
        buffer.get(at, chunk, 0, count);
        for (int i = 0; i < count; i++) {
          sum += (double) chunk[i] * chunk[i];
        }
      }
    }
    return sum;
  }

  static void hold(float[] chunk, int count, float bound) {
    for (int i = 0; i < count; i++) {
      chunk[i] = Math.max(-bound, Math.min(bound, chunk[i]));
    }
  }

  static void scale(float[] chunk, int count, float factor) {
    for (int i = 0; i < count; i++) {
      chunk[i] *= factor;
    }
  }
}

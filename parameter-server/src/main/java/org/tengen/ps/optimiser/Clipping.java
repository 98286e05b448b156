package org.tengen.ps.optimiser;

import java.io.Serializable;
import java.nio.FloatBuffer;
import java.util.List;
import org.tengen.ps.table.Range;

/**
 * What keeps a worker's gradient small. It acts on the whole mean gradient before that is cut in
 * slices, so the result does not depend on slices or shards. Statistics are left alone.
 */
public sealed interface Clipping extends Serializable {

  /**
   * Clips in place.
   *
   * @param gradient the gradient's sum over {@code samples}, at absolute positions
   * @param samples what the mean divides by
   * @param ranges the trained positions, in order
   */
  void clip(FloatBuffer gradient, int samples, List<Range> ranges);

  /** Not at all. */
  record None() implements Clipping {
    @Override
    public void clip(FloatBuffer gradient, int samples, List<Range> ranges) {}
  }

  /** Each float of the mean gradient is held within -limit .. limit. */
  record ByValue(float limit) implements Clipping {
    public ByValue {
      requirePositive("value", limit);
    }

    @Override
    public void clip(FloatBuffer gradient, int samples, List<Range> ranges) {
      float bound = limit * samples;
      ClippingLoops.forEachChunk(
          gradient, ranges, (chunk, count) -> ClippingLoops.hold(chunk, count, bound));
    }
  }

  /**
   * The mean gradient is scaled down to Euclidean length {@code limit} if it is longer (Pascanu et
   * al. 2013). The length is summed in double, in order of position.
   */
  record ByNorm(float limit) implements Clipping {
    public ByNorm {
      requirePositive("norm", limit);
    }

    @Override
    public void clip(FloatBuffer gradient, int samples, List<Range> ranges) {
      double norm = StrictMath.sqrt(ClippingLoops.squares(gradient, ranges)) / samples;
      if (norm > limit) {
        float factor = (float) (limit / norm);
        ClippingLoops.forEachChunk(
            gradient, ranges, (chunk, count) -> ClippingLoops.scale(chunk, count, factor));
      }
    }
  }

  /**
   * Reads {@code none}, {@code value:LIMIT} or {@code norm:LIMIT}.
   *
   * @throws IllegalArgumentException with one line that says what is accepted
   */
  static Clipping parse(String text) {
    Settings settings = Settings.of(text, () -> unknown(text));
    return switch (settings.name() + "/" + settings.numbers().length) {
      case "none/0" -> new None();
      case "value/1" -> new ByValue((float) settings.numbers()[0]);
      case "norm/1" -> new ByNorm((float) settings.numbers()[0]);
      default -> throw unknown(text);
    };
  }

  private static void requirePositive(String kind, float limit) {
    if (!(limit > 0)) {
      throw new IllegalArgumentException(
          "clipping=" + kind + ":" + limit + ": expected a limit over 0, e.g. " + kind + ":5");
    }
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "clipping=" + text + ": expected none, value:LIMIT or norm:LIMIT, e.g. norm:5");
  }
}

package org.tengen.ps.shard;

import org.jspecify.annotations.Nullable;
import org.tengen.ps.codec.Format;
import org.tengen.ps.optimiser.Adding;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.table.Range;

/** Adds pushes up, piece by piece, each used while it is in the core's first-level cache. */
final class PushedFloats {
  private static final @Nullable Adding VECTORS = Adding.byVectors().orElse(null);

  /** Whether {@link #add} is as quick as a loop over floats at the same positions. */
  static final boolean ADDS_ANYWHERE = VECTORS != null;

  /** With what it is added to a quarter of the smallest first-level caches. */
  private static final int PIECE = 1024;

  private PushedFloats() {}

  /**
   * {@code to[i] += factor * (scale * push[i])} for the positions of {@code range}.
   *
   * @param scratch at least as long as {@code to}
   */
  static void add(
      Payload push, Range range, float[] to, float[] scratch, float scale, float factor) {
    if (VECTORS != null && push instanceof Payload.ArrayPayload floats) {
      int begin = floats.offset() + range.from();
      VECTORS.add(floats.array(), begin, to, range.from(), range.length(), scale, factor);
      return;
    }
    // a sparse payload is walked from its beginning for each piece
    int piece = Format.of(push) == Format.SPARSE ? range.length() : PIECE;
    int end = range.to();
    for (int from = range.from(); from < end; from += piece) {
      int count = Math.min(piece, end - from);
      if (VECTORS == null) {
        push.read(from, scratch, from, count);
        addInPlace(scratch, to, from, from + count, scale, factor);
      } else {
        push.read(from, scratch, 0, count);
        VECTORS.add(scratch, 0, to, from, count, scale, factor);
      }
    }
  }

  private static void addInPlace(
      float[] from, float[] to, int begin, int end, float scale, float factor) {
    for (int i = begin; i < end; i++) {
      to[i] += factor * (scale * from[i]);
    }
  }
}

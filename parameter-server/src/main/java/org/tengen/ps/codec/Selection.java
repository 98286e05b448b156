package org.tengen.ps.codec;

import java.util.Arrays;
import org.tengen.ps.table.Range;

/** Which of a residual's floats a push sends. */
sealed interface Selection {
  /** What clock {@code clock}'s push of {@code samples} samples sends. */
  Cut cut(Residual residual, int samples, long clock);

  /** Those whose mean has come to a limit. */
  record AtLeast(Codec.Threshold codec) implements Selection {
    @Override
    public Cut cut(Residual residual, int samples, long clock) {
      return Cut.from((float) (codec.limit() * samples));
    }
  }

  /**
   * A share of all trained floats, the largest: exactly as many, found by counting magnitudes by
   * their upper 11 bits, then those that share them with the last one by the bits below. Zeros are
   * never sent. One thread.
   */
  final class Largest implements Selection {
    private static final int COARSE = 20;
    private static final int FINE = 10;

    /** Whatever is above is sent, however many there are. */
    private static final int GREATEST_FINITE = Cut.magnitude(Float.MAX_VALUE);

    private final Codec.TopK codec;
    private final Coding coding;
    private final int untrained;
    private final int[] coarse = new int[1 << (31 - COARSE)];
    private final int[] fine = new int[1 << (COARSE - FINE)];
    private final int[] finest = new int[1 << FINE];

    Largest(Codec.TopK codec, Coding coding) {
      this.codec = codec;
      this.coding = coding;
      this.untrained = coding.statistics().stream().mapToInt(Range::length).sum();
    }

    @Override
    public Cut cut(Residual residual, int samples, long clock) {
      float[] kept = residual.kept();
      double share = codec.ratioAt(coding.progress(clock));
      int wanted = (int) Math.max(1, Math.round(share * (kept.length - untrained)));
      countCoarsely(kept);
      int bin = binOf(coarse, wanted);
      if (bin < 0) {
        return Cut.above(0, 0);
      }
      int left = wanted - above(coarse, bin);
      int[] same = magnitudes(kept, bin, coarse[bin]);
      return within(same, left, bin);
    }

    /** Zeros are not counted. */
    private void countCoarsely(float[] kept) {
      Arrays.fill(coarse, 0);
      for (float value : kept) {
        int magnitude = Cut.magnitude(value);
        coarse[magnitude >>> COARSE] += magnitude == 0 ? 0 : 1;
      }
    }

    private static int[] magnitudes(float[] kept, int bin, int count) {
      int[] same = new int[count];
      int at = 0;
      for (float value : kept) {
        int magnitude = Cut.magnitude(value);
        if (magnitude >>> COARSE == bin && magnitude != 0) {
          same[at++] = magnitude;
        }
      }
      return same;
    }

    /** The cut that takes {@code wanted} of {@code same}, which share their upper bits. */
    private Cut within(int[] same, int wanted, int upper) {
      Arrays.fill(fine, 0);
      for (int magnitude : same) {
        fine[(magnitude >>> FINE) & (fine.length - 1)]++;
      }
      int bin = binOf(fine, wanted);
      int left = wanted - above(fine, bin);
      Arrays.fill(finest, 0);
      int prefix = (upper << (COARSE - FINE)) | bin;
      for (int magnitude : same) {
        if (magnitude >>> FINE == prefix) {
          finest[magnitude & (finest.length - 1)]++;
        }
      }
      int last = binOf(finest, left);
      int at = (prefix << FINE) | last;
      return at > GREATEST_FINITE
          ? Cut.above(GREATEST_FINITE, 0)
          : Cut.above(at, left - above(finest, last));
    }

    /** The highest bin with which there are {@code wanted}; -1 if there are fewer in all. */
    private static int binOf(int[] bins, int wanted) {
      int seen = 0;
      for (int bin = bins.length - 1; bin >= 0; bin--) {
        seen += bins[bin];
        if (seen >= wanted) {
          return bin;
        }
      }
      return -1;
    }

    private static int above(int[] bins, int bin) {
      int seen = 0;
      for (int each = bin + 1; each < bins.length; each++) {
        seen += bins[each];
      }
      return seen;
    }
  }
}

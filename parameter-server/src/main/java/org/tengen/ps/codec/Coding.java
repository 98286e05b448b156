package org.tengen.ps.codec;

import java.io.Serializable;
import java.util.List;
import org.tengen.ps.table.Range;

/**
 * What a lane must know to encode its pushes.
 *
 * @param statistics the positions that travel as float32 beside the codec
 * @param lanes of the run
 * @param pushes of the run, of all lanes
 */
public record Coding(Codec codec, List<Range> statistics, int lanes, long pushes)
    implements Serializable {
  /** Raw floats. */
  public static final Coding RAW = new Coding(new Codec.Float32(), List.of(), 1, 1);

  public Coding {
    statistics = List.copyOf(statistics);
  }

  /** The budget's fraction that is spent before a push, if all lanes are as fast as this one. */
  double progress(long clock) {
    return Math.min(1, (double) clock * lanes / pushes);
  }
}

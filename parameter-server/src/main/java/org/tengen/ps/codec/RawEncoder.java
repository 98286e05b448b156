package org.tengen.ps.codec;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;

/** Hands the floats over as they are, without a copy. */
record RawEncoder(Layout layout) implements Encoder {
  @Override
  public List<Payload> encode(FloatBuffer push, int samples, long clock) {
    List<Payload> payloads = new ArrayList<>(layout.slices());
    for (int slice = 0; slice < layout.slices(); slice++) {
      Range range = layout.slice(slice);
      payloads.add(Payload.of(push, range.from(), range.length()));
    }
    return payloads;
  }
}

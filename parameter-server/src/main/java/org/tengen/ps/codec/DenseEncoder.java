package org.tengen.ps.codec;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.table.Layout;

/** Writes every float in fewer bytes. Keeps nothing: what is rounded away is lost. */
final class DenseEncoder implements Encoder {
  private final DenseFloats format;
  private final List<SliceParts> slices;
  private final List<PayloadWriter> writers = new ArrayList<>();
  private final List<Entries> statistics = new ArrayList<>();
  private final float[] vector;

  DenseEncoder(DenseFloats format, Coding coding, Layout layout) {
    this.format = format;
    this.slices = SliceParts.of(layout, coding.statistics());
    this.vector = new float[layout.length()];
    for (int slice = 0; slice < slices.size(); slice++) {
      writers.add(new PayloadWriter());
      statistics.add(new Entries());
    }
  }

  @Override
  public List<Payload> encode(FloatBuffer push, int samples, long clock) {
    push.get(0, vector);
    for (int slice = 0; slice < slices.size(); slice++) {
      takeStatistics(slices.get(slice), statistics.get(slice));
    }
    List<Payload> payloads = new ArrayList<>(slices.size());
    for (int slice = 0; slice < slices.size(); slice++) {
      int from = slices.get(slice).range().from();
      int to = slices.get(slice).range().to();
      payloads.add(writers.get(slice).dense(format, vector, from, to, statistics.get(slice)));
    }
    return payloads;
  }

  /** Statistics leave zeros behind, which make no block's scale greater. */
  private void takeStatistics(SliceParts slice, Entries into) {
    into.clear();
    for (SliceParts.Part part : slice.parts()) {
      for (int i = part.range().from(); part.statistics() && i < part.range().to(); i++) {
        into.add(i - slice.range().from(), vector[i]);
        vector[i] = 0;
      }
    }
  }
}

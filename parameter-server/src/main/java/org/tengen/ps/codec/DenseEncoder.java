package org.tengen.ps.codec;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;

/**
 * Writes every float in fewer bytes. Keeps nothing: what is rounded away is lost. A slice of which
 * so much is statistics that it would be longer than its floats goes as raw floats, of which those
 * that are trained are rounded all the same: what is pushed depends on no slice's bounds.
 */
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
      payloads.add(payload(slice, push));
    }
    return payloads;
  }

  private Payload payload(int slice, FloatBuffer push) {
    Range range = slices.get(slice).range();
    if (slices.get(slice).allStatistics()) {
      return Payload.of(push, range.from(), range.length());
    }
    CodedPayload coded =
        writers.get(slice).dense(format, vector, range.from(), range.to(), statistics.get(slice));
    boolean longer = coded.bytes() > Float.BYTES * range.length();
    if (!longer || statistics.get(slice).count() == 0) {
      return coded;
    }
    float[] asRead = new float[range.length()];
    coded.read(0, asRead, 0, asRead.length);
    return Payload.of(asRead, 0, asRead.length);
  }

  /** Statistics leave zeros behind, which make no block's scale greater. */
  private void takeStatistics(SliceParts slice, Entries into) {
    into.clear();
    boolean written = !slice.allStatistics();
    for (SliceParts.Part part : slice.parts()) {
      for (int i = part.range().from(); part.statistics() && i < part.range().to(); i++) {
        if (written) {
          into.add(i - slice.range().from(), vector[i]);
        }
        vector[i] = 0;
      }
    }
  }
}

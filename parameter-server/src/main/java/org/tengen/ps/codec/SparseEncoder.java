package org.tengen.ps.codec;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.table.Layout;

/** Sends the floats that a selection chooses, and keeps the others in a residual. */
final class SparseEncoder implements Encoder {
  private final Selection selection;
  private final Residual residual;
  private final List<SliceParts> slices;
  private final List<PayloadWriter> writers = new ArrayList<>();
  private final Entries entries = new Entries();

  SparseEncoder(Selection selection, Feedback feedback, Coding coding, Layout layout) {
    this.selection = selection;
    this.slices = SliceParts.of(layout, coding.statistics());
    this.residual = new Residual(feedback, layout.length());
    slices.forEach(slice -> writers.add(new PayloadWriter()));
  }

  /** Of no samples nothing is sent, since nothing would be added; it all stays. */
  @Override
  public List<Payload> encode(FloatBuffer push, int samples, long clock) {
    Cut cut = Cut.nothing();
    if (samples > 0) {
      residual.expect(samples);
      slices.forEach(slice -> slice.parts().forEach(part -> add(part, push)));
      cut = selection.cut(residual, samples, clock);
    }
    List<Payload> payloads = new ArrayList<>(slices.size());
    for (int slice = 0; slice < slices.size(); slice++) {
      payloads.add(payload(slice, push, cut));
    }
    return payloads;
  }

  private void add(SliceParts.Part part, FloatBuffer push) {
    if (!part.statistics()) {
      residual.add(push, part.range());
    }
  }

  private Payload payload(int index, FloatBuffer push, Cut cut) {
    SliceParts slice = slices.get(index);
    int from = slice.range().from();
    entries.clear();
    for (SliceParts.Part part : slice.parts()) {
      if (part.statistics()) {
        for (int i = part.range().from(); i < part.range().to(); i++) {
          entries.add(i - from, push.get(i));
        }
      } else {
        residual.take(cut, part.range(), from, entries);
      }
    }
    return writers.get(index).sparse(Format.SPARSE, slice.range().length(), entries);
  }
}

package org.tengen.ps.client;

import java.util.List;
import org.tengen.ps.codec.CodedPayload;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Traffic;
import org.tengen.ps.table.Layout;

/** Counts the bytes of one lease's pulls and pushes. Used by the lane's thread. */
final class TrafficCount {
  private final Layout layout;
  private Traffic sum;
  private long held;

  TrafficCount(ClientSettings settings) {
    layout = settings.layout();
    boolean residual = settings.coding().codec().keepsResidual();
    sum = new Traffic(0, 0, 0, 0, residual ? 1 : 0);
  }

  /** A push of every slice, and its answers. */
  void pushed(List<Payload> payloads) {
    long bytes = 0;
    for (Payload payload : payloads) {
      bytes += payload instanceof CodedPayload coded ? coded.bytes() : raw(payload.length());
    }
    long frames = 2L * layout.slices() * Traffic.FRAME_BYTES;
    sum = sum.plus(new Traffic(frames + bytes, frames + raw(layout.length()), 0, 0, 0));
  }

  /**
   * A pull from every shard, its slices and its answers.
   *
   * @param heldBytes of floats that have come so far
   */
  void pulled(long heldBytes) {
    long frames = (2L * layout.shards() + layout.slices()) * Traffic.FRAME_BYTES;
    long bytes = heldBytes - held;
    held = heldBytes;
    sum = sum.plus(new Traffic(0, 0, frames + bytes, frames + raw(layout.length()), 0));
  }

  Traffic sum() {
    return sum;
  }

  private static long raw(int floats) {
    return (long) Float.BYTES * floats;
  }
}

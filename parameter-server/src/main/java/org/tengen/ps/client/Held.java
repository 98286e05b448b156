package org.tengen.ps.client;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.tengen.ps.codec.CodedPayload;
import org.tengen.ps.codec.Format;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;

/**
 * What one lease has of the table: each slice's version, and where servers send changes, the floats
 * that they change. A slice is written by one endpoint's thread at a time, and read by the lane's
 * when its pull has been answered.
 */
final class Held {
  /** Before a slice's first arrival: changes have nothing to be changes of. */
  private static final long NOTHING = -1;

  private final Layout layout;
  private final long[] versions;
  private final float[] weights;
  private final AtomicLong bytes = new AtomicLong();

  Held(ClientSettings settings) {
    layout = settings.layout();
    versions = new long[layout.slices()];
    Arrays.fill(versions, NOTHING);
    weights = new float[settings.coding().codec().pullsChanges() ? layout.length() : 0];
  }

  /** The version that the lane has of a slice; -1 for none. */
  long version(int slice) {
    return versions[slice];
  }

  /** Bytes of floats that have come so far. */
  long bytes() {
    return bytes.get();
  }

  /** Takes a slice that a shard has sent, and copies it to the caller's buffer. */
  void write(int slice, long version, Payload sent, FloatBuffer into) {
    Range range = layout.slice(slice);
    if (sent instanceof CodedPayload coded) {
      bytes.addAndGet(coded.bytes());
      change(slice, range, coded);
    } else {
      bytes.addAndGet((long) Float.BYTES * sent.length());
      if (weights.length > 0) {
        sent.read(0, weights, range.from(), range.length());
      }
    }
    versions[slice] = version;
    if (weights.length > 0) {
      into.put(range.from(), weights, range.from(), range.length());
    } else {
      sent.read(into, range.from());
    }
  }

  private void change(int slice, Range range, CodedPayload changes) {
    if (changes.format() != Format.CHANGES
        || weights.length == 0
        || changes.length() != range.length()
        || changes.base() != versions[slice]) {
      throw new IllegalStateException(
          "slice %d: %s of %d floats since version %d: expected changes of %d since version %d"
              .formatted(
                  slice,
                  changes.format(),
                  changes.length(),
                  changes.base(),
                  range.length(),
                  versions[slice]));
    }
    changes.change(weights, range.from());
  }
}

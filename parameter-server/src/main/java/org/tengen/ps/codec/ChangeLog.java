package org.tengen.ps.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Payload;

/**
 * Since which version of a slice each of its floats is as it is, so that a lane that has a version
 * is sent the floats that have changed since: exactly, with positions. One thread, the shard's.
 */
public final class ChangeLog {
  private final int[] since;
  private final Entries entries = new Entries();
  private final PayloadWriter writer = new PayloadWriter();
  private @Nullable Payload newest;
  private long newestBase = -1;
  private long newestVersion;

  /** All floats are as they are since {@code version}, as far as is known. */
  public ChangeLog(int floats, long version) {
    since = new int[floats];
    Arrays.fill(since, clipped(version));
  }

  /** The update to {@code version} has made {@code after} of {@code before}. */
  public void update(float[] before, float[] after, long version) {
    int now = clipped(version);
    for (int i = 0; i < since.length; i++) {
      if (Float.floatToRawIntBits(before[i]) != Float.floatToRawIntBits(after[i])) {
        since[i] = now;
      }
    }
  }

  /**
   * What somebody who has version {@code base} lacks of {@code weights}, which are version {@code
   * version}; null where it would be no shorter than all of them. Readable until the next call.
   */
  public @Nullable Payload since(long base, long version, float[] weights) {
    if (base < 0 || version >= Integer.MAX_VALUE) {
      return null;
    }
    if (base != newestBase || version != newestVersion) {
      newest = encode((int) base, weights);
      newestBase = base;
      newestVersion = version;
    }
    return newest;
  }

  private @Nullable Payload encode(int base, float[] weights) {
    entries.clear();
    for (int i = 0; i < since.length; i++) {
      if (since[i] > base) {
        entries.add(i, weights[i]);
      }
    }
    int bytes = CodedPayload.HEADER + entries.bytes(weights.length);
    return bytes < Float.BYTES * weights.length
        ? writer.changes(weights.length, entries, base)
        : null;
  }

  private static int clipped(long version) {
    return (int) Math.min(version, Integer.MAX_VALUE);
  }
}

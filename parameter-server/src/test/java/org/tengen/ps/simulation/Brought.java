package org.tengen.ps.simulation;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.codec.CodedPayload;
import org.tengen.ps.codec.Format;
import org.tengen.ps.protocol.Payload;

/** What pulls have brought to each lane, where they bring changes to what it has. */
final class Brought {
  private final Happenings happenings;
  private final Map<Key, Was> last = new HashMap<>();

  private record Key(int lane, int slice) {}

  private record Was(long version, float[] floats) {}

  Brought(Happenings happenings) {
    this.happenings = happenings;
  }

  /** A slice's floats, whole; the caller's own. */
  float[] floats(int lane, int slice, long version, Payload sent) {
    Key key = new Key(lane, slice);
    float[] floats =
        sent instanceof CodedPayload coded && coded.format() == Format.CHANGES
            ? changed(key, coded)
            : Tampering.floats(sent);
    last.put(key, new Was(version, floats.clone()));
    return floats;
  }

  private float[] changed(Key key, CodedPayload changes) {
    happenings.count(Happening.CHANGES_PULLED);
    @Nullable Was was = last.get(key);
    if (was == null || was.version() != changes.base()) {
      throw new Violation(
          MonotonicReads.class,
          "lane %d is sent changes of slice %d since version %d, and was sent %s"
              .formatted(
                  key.lane(),
                  key.slice(),
                  changes.base(),
                  was == null ? "nothing" : "version " + was.version()));
    }
    float[] floats = was.floats().clone();
    changes.change(floats, 0);
    return floats;
  }
}

package org.tengen.worker.lab;

import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.table.Layout;

/**
 * The weights that lanes have pulled, slice by slice: one copy for all lanes that have the same
 * version, and written again once nobody holds it. So there are as many copies of a slice as there
 * are versions in lanes' hands: one or two behind a barrier, at most one a lane otherwise.
 */
final class Snapshots {
  private final Layout layout;
  private final FloatBuffer pulled;

  /** By slice, the version that stands in {@link #pulled}; -1 for none. */
  private final long[] standing;

  private final List<Map<Long, Snapshot>> held = new ArrayList<>();
  private final List<Deque<float[]>> spare = new ArrayList<>();

  /** One slice at one version. It is held as often as it was asked for, until let go. */
  final class Snapshot {
    private final int slice;
    private final long version;
    private final float[] floats;
    private int holders;

    Snapshot(int slice, long version, float[] floats) {
      this.slice = slice;
      this.version = version;
      this.floats = floats;
    }

    int slice() {
      return slice;
    }

    /** What the lane's client is told has come: it need not copy what the lane reads here. */
    Payload arrival() {
      return new Arrival(floats.length);
    }

    /** One holder fewer. */
    void letGo() {
      holders--;
      if (holders == 0) {
        held.get(slice).remove(version);
        spare.get(slice).push(floats);
      }
    }
  }

  /** Floats of which only the number is looked at. */
  private record Arrival(int length) implements Payload {
    @Override
    public void read(int from, float[] into, int at, int count) {}

    @Override
    public void read(FloatBuffer into, int at) {}
  }

  /**
   * Nothing yet.
   *
   * @param pulled where a lane's weights are put for its computing; written here alone, or {@link
   *     #forget} is called
   */
  Snapshots(Layout layout, FloatBuffer pulled) {
    this.layout = layout;
    this.pulled = pulled;
    this.standing = new long[layout.slices()];
    forget();
    for (int slice = 0; slice < layout.slices(); slice++) {
      held.add(new HashMap<>());
      spare.add(new ArrayDeque<>());
    }
  }

  /** The slice at this version, for one holder more; copied if nobody holds it. */
  Snapshot hold(int slice, long version, Payload weights) {
    Snapshot snapshot =
        held.get(slice).computeIfAbsent(version, any -> copied(slice, version, weights));
    snapshot.holders++;
    return snapshot;
  }

  private Snapshot copied(int slice, long version, Payload weights) {
    float[] reused = spare.get(slice).poll();
    float[] floats = reused == null ? new float[layout.slice(slice).length()] : reused;
    weights.read(0, floats, 0, floats.length);
    return new Snapshot(slice, version, floats);
  }

  /** Puts the slices where they are computed on. */
  void load(@Nullable Snapshot[] slices) {
    for (Snapshot each : slices) {
      if (each != null && standing[each.slice] != each.version) {
        pulled.put(layout.slice(each.slice).from(), each.floats);
        standing[each.slice] = each.version;
      }
    }
  }

  /** Somebody else has written where lanes compute. */
  void forget() {
    Arrays.fill(standing, -1);
  }

  /** Copies of slices that somebody holds. */
  int count() {
    return held.stream().mapToInt(Map::size).sum();
  }
}

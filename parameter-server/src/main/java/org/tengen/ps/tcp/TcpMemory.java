package org.tengen.ps.tcp;

import org.tengen.ps.table.Layout;
import org.tengen.ps.wire.FrameHeader;

/**
 * What the connections of one lane take outside the heap at the worst, in bytes: for the memory
 * check before a run. Counts slices, whose blocks are a little longer than what is in them.
 */
public final class TcpMemory {
  private TcpMemory() {}

  /**
   * At the server: the whole table on its way to the lane, for a pull is answered at once whatever
   * the network takes, and the lane's pushes that are not answered yet.
   */
  public static long server(Layout layout, TcpSettings settings) {
    long table = table(layout);
    long held = layout.shards() * (settings.maxHeldBytes() + slice(layout));
    return table + Math.min(table, held);
  }

  /** At the lane: what waits for the network on each connection, and a slice that comes in. */
  public static long client(Layout layout) {
    long unsent = layout.shards() * (TcpServer.WATER_MARK.high() + slice(layout));
    return Math.min(table(layout), unsent) + layout.shards() * slice(layout);
  }

  private static long table(Layout layout) {
    int whole = layout.length() / layout.sliceFloats();
    int rest = layout.length() % layout.sliceFloats();
    return whole * slice(layout) + (rest == 0 ? 0 : frame(rest));
  }

  private static long slice(Layout layout) {
    return frame(layout.sliceFloats());
  }

  private static long frame(int floats) {
    return SliceMemory.memoryOf(FrameHeader.BYTES + floats * Float.BYTES);
  }
}

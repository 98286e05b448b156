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
   * At the server: what waits for the network on each connection, and the lane's pushes that are
   * not answered yet; and the memory that a lane on the same host shares, of both directions, which
   * is the server's.
   */
  public static long server(Layout layout, TcpSettings settings) {
    long held = layout.shards() * (settings.limits().maxHeldBytes() + slice(layout));
    return unsent(layout) + Math.min(table(layout), held) + shared(layout, settings);
  }

  private static long shared(Layout layout, TcpSettings settings) {
    boolean large = layout.sliceFloats() * Float.BYTES >= SharedBodies.LEAST_BYTES;
    return large && settings.transport() != Transport.TCP
        ? layout.shards() * 2L * settings.limits().sharedBytes()
        : 0;
  }

  /** At the lane: what waits for the network on each connection, and a slice that comes in. */
  public static long client(Layout layout) {
    return unsent(layout) + layout.shards() * slice(layout);
  }

  private static long unsent(Layout layout) {
    long most = layout.shards() * (TcpServer.WATER_MARK.high() + slice(layout));
    return Math.min(table(layout), most);
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

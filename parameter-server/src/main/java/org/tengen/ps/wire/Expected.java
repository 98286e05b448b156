package org.tengen.ps.wire;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What one side of a connection accepts at the moment; everything else is refused by its header.
 *
 * @param types the frames that may come
 * @param maxPayloadBytes the most that may follow a header
 */
public record Expected(Set<FrameType> types, int maxPayloadBytes) {

  /** What a server takes from somebody who has proved nothing yet. */
  public static Expected fromStranger() {
    return new Expected(EnumSet.of(FrameType.HELLO, FrameType.PROOF), Frames.MAX_HANDSHAKE_BYTES);
  }

  /** What a client takes before the server has proved itself. */
  public static Expected fromUnprovenServer() {
    return new Expected(
        EnumSet.of(FrameType.CHALLENGE, FrameType.WELCOME, FrameType.REJECTED),
        Frames.MAX_HANDSHAKE_BYTES);
  }

  /** What a server takes from an authenticated client. */
  public static Expected fromClient(int maxPayloadBytes) {
    Set<FrameType> types = EnumSet.of(FrameType.HEARTBEAT);
    types.addAll(
        EnumSet.of(FrameType.SHARE, FrameType.MAPPED, FrameType.IN_MEMORY, FrameType.FREED));
    types.addAll(FrameType.between(FrameType.JOIN, FrameType.WHERE));
    types.addAll(FrameType.between(FrameType.ROW_LIST, FrameType.ROW_PUSH));
    types.add(FrameType.ORDER);
    return new Expected(Collections.unmodifiableSet(types), maxPayloadBytes);
  }

  /** What of an authenticated client's frames may have its body in shared memory. */
  public static Expected inMemoryFromClient(int maxPayloadBytes) {
    return new Expected(Set.of(FrameType.PUSH), maxPayloadBytes);
  }

  /** What of a server's frames may have its body in shared memory. */
  public static Expected inMemoryFromServer(int maxPayloadBytes) {
    return new Expected(Set.of(FrameType.WEIGHTS), maxPayloadBytes);
  }

  /** What a client takes from its server. */
  public static Expected fromServer(int maxPayloadBytes) {
    Set<FrameType> types = EnumSet.of(FrameType.HEARTBEAT, FrameType.REJECTED);
    types.addAll(EnumSet.of(FrameType.SHARED, FrameType.IN_MEMORY));
    types.addAll(FrameType.between(FrameType.JOINED, FrameType.VACATE));
    types.add(FrameType.REPORT);
    types.add(FrameType.UNKNOWN_LISTS);
    return new Expected(Collections.unmodifiableSet(types), maxPayloadBytes);
  }
}

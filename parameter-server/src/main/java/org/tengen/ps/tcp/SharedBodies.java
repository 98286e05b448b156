package org.tengen.ps.tcp;

import io.netty.buffer.Unpooled;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.Expected;
import org.tengen.ps.wire.Frame;
import org.tengen.ps.wire.SharedBody;

/**
 * The memory of one connection in which bodies of frames lie while their headers go over its
 * socket: one half that this side writes, and one that it reads. The socket orders what is written
 * before what is read. For any thread.
 */
final class SharedBodies {
  /** Below this a body is as fast in the socket. */
  static final int LEAST_BYTES = 16 * 1024;

  /** A body takes at most this part of a half: there is room again when most has been read. */
  static final int PARTS = 4;

  private final ByteBuffer mine;
  private final ByteBuffer theirs;
  private final Expected expected;
  private final Ring ring;

  private SharedBodies(ByteBuffer mine, ByteBuffer theirs, Expected expected) {
    this.mine = mine;
    this.theirs = theirs;
    this.expected = expected;
    this.ring = new Ring(mine.capacity());
  }

  /** The client's end, which writes the first half. */
  static SharedBodies ofClient(ByteBuffer memory, int maxPayloadBytes) {
    int half = memory.capacity() / 2;
    return new SharedBodies(
        memory.slice(0, half),
        memory.slice(half, half),
        Expected.inMemoryFromServer(maxPayloadBytes));
  }

  /** The server's end, which writes the second half. */
  static SharedBodies ofServer(ByteBuffer memory, int maxPayloadBytes) {
    int half = memory.capacity() / 2;
    return new SharedBodies(
        memory.slice(half, half),
        memory.slice(0, half),
        Expected.inMemoryFromClient(maxPayloadBytes));
  }

  /** Whether as long a body as the last finds room; if not, something is being read. */
  boolean hasRoom() {
    return ring.hasRoom();
  }

  /** The memory that each side may write to. */
  int halfBytes() {
    return mine.capacity();
  }

  /** Writes a frame's body; null if it is to go over the socket. */
  @Nullable SharedBody put(Frame frame) {
    int bytes = frame.body().bytes();
    if (bytes < LEAST_BYTES || bytes > mine.capacity() / PARTS || !SharedBody.takes(frame)) {
      return null;
    }
    int place = ring.claim(bytes);
    if (place < 0) {
      return null;
    }
    frame.body().write(mine.slice(place, bytes));
    VarHandle.releaseFence();
    return new SharedBody(frame.header(), place);
  }

  /**
   * The other side has read what this one wrote at {@code place}.
   *
   * @throws BadFrameException if there was nothing
   */
  void freed(int place) throws BadFrameException {
    if (!ring.free(place)) {
      throw new BadFrameException("freed shared memory at " + place + ", where no body is");
    }
  }

  /** What the other side has written, readable until it is told that it was read. */
  SharedBody read(ByteBuffer payload) throws BadFrameException {
    SharedBody body = SharedBody.read(payload, expected, theirs.capacity());
    VarHandle.acquireFence();
    return body;
  }

  /** A frame as if it had come over the socket. */
  Received received(SharedBody body) {
    ByteBuffer bytes = theirs.slice(body.place(), body.header().payloadBytes());
    return new Received(body.header(), Unpooled.wrappedBuffer(bytes));
  }
}

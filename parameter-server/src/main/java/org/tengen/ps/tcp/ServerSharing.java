package org.tengen.ps.tcp;

import io.netty.channel.Channel;
import io.netty.channel.unix.DomainSocketChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.Frame;
import org.tengen.ps.wire.SharedBody;
import org.tengen.ps.wire.SharedFrames;

/**
 * A server's end of the memory that it shares with one client, who asks for it. Without it bodies
 * go over the socket.
 *
 * <p>{@link #inMemory} and {@link #hasRoom} are for any thread, the rest belongs to the
 * connection's event loop.
 */
final class ServerSharing {
  private static final Logger LOG = LoggerFactory.getLogger(ServerSharing.class);
  private static final AtomicBoolean SAID = new AtomicBoolean();

  private final Channel channel;
  private final TcpSettings settings;
  private volatile @Nullable SharedBodies bodies;

  // ---- event loop only ----
  private boolean asked;
  private @Nullable SharedFile offered;
  private @Nullable Future<?> deadline;

  ServerSharing(Channel channel, TcpSettings settings) {
    this.channel = channel;
    this.settings = settings;
  }

  /** The frame that goes over the socket for {@code frame}: itself, or where its body is. */
  Frame inMemory(Frame frame) {
    SharedBodies shared = bodies;
    SharedBody put = shared == null ? null : shared.put(frame);
    return put == null ? frame : put.frame();
  }

  /** Whether the next slice finds room in memory, as far as there is any. */
  boolean hasRoom() {
    SharedBodies shared = bodies;
    return shared == null || shared.hasRoom();
  }

  /** The client asks for memory. */
  void asked() throws BadFrameException {
    if (asked) {
      throw new BadFrameException("a client that asks for shared memory twice");
    }
    asked = true;
    SharedFrames.Offer offer = SharedFrames.Offer.NONE;
    try {
      offered = create();
      offer = new SharedFrames.Offer(offered.name(), offered.memory().capacity() / 2);
      long timeoutMs = settings.deadlines().handshake().toMillis();
      deadline = channel.eventLoop().schedule(this::forget, timeoutMs, TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      if (!SAID.getAndSet(true)) {
        LOG.info("no shared memory for workers of this host: {}; they use sockets", e.toString());
      }
    }
    FrameWriter.send(channel, SharedFrames.offer(offer));
  }

  private SharedFile create() throws IOException {
    int half = settings.limits().sharedBytes();
    if (half == 0 || !(channel instanceof DomainSocketChannel)) {
      throw new IOException(half == 0 ? "it is switched off" : "a connection by TCP");
    }
    return SharedFile.create(SharedFile.FOLDER, 2 * half, SharedRoom.ofThisJvm());
  }

  /** The client says whether it has mapped what it was offered. */
  void answered(ByteBuffer payload) throws BadFrameException {
    boolean mapped = SharedFrames.readMapped(payload);
    SharedFile file = offered;
    if (file == null || bodies != null) {
      throw new BadFrameException("an answer to an offer of shared memory that was not made");
    }
    ended();
    if (mapped) {
      bodies = SharedBodies.ofServer(file.memory(), settings.limits().maxPayloadBytes());
    }
  }

  /** Who has not opened the file by now will not. */
  private void forget() {
    if (offered != null) {
      offered.close();
    }
  }

  /** Nobody is waited for any more. */
  void ended() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
    forget();
    offered = null;
  }

  /** The client has read some slices. */
  void freed(ByteBuffer payload) throws BadFrameException {
    SharedBodies shared = required();
    for (int place : SharedFrames.readFreed(payload)) {
      shared.freed(place);
    }
  }

  /** A frame whose body is in memory, as if it had come over the socket. */
  Received read(Received inMemory) throws BadFrameException {
    try {
      SharedBodies shared = required();
      return shared.received(shared.read(inMemory.bytes()));
    } finally {
      inMemory.release();
    }
  }

  private SharedBodies required() throws BadFrameException {
    SharedBodies shared = bodies;
    if (shared == null) {
      throw new BadFrameException("a body in shared memory, of which there is none");
    }
    return shared;
  }
}

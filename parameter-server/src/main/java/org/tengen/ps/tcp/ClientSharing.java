package org.tengen.ps.tcp;

import io.netty.channel.Channel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tengen.ps.codec.Format;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.Frame;
import org.tengen.ps.wire.FrameHeader;
import org.tengen.ps.wire.FrameType;
import org.tengen.ps.wire.SharedBody;
import org.tengen.ps.wire.SharedFrames;

/**
 * A client's end of the memory that it shares with a server on its host. It asks for it when it has
 * sent or received something large for the first time, so that connections of small messages have
 * none. Without it bodies go over the socket.
 *
 * <p>Belongs to the connection's event loop.
 */
final class ClientSharing {
  private static final Logger LOG = LoggerFactory.getLogger(ClientSharing.class);

  private final Channel channel;
  private final TcpSettings settings;
  private final int maxPayloadBytes;
  private boolean asked;
  private @Nullable SharedBodies bodies;

  /** By request, where its body is. */
  private final LongObjectMap<Integer> places = new LongObjectHashMap<>();

  /** What has been read and the server does not know of. */
  private int[] read = new int[16];

  private int reads;
  private long readBytes;

  ClientSharing(Channel channel, TcpSettings settings, int maxPayloadBytes) {
    this.channel = channel;
    this.settings = settings;
    this.maxPayloadBytes = maxPayloadBytes;
  }

  /** Whether the next body finds room in memory, as far as there is any. */
  boolean hasRoom() {
    return bodies == null || bodies.hasRoom();
  }

  /** The frame that goes over the socket for {@code frame}: itself, or where its body is. */
  Frame inMemory(Frame frame) {
    if (bodies == null) {
      notice(SharedBody.takes(frame), frame.body().bytes());
      return frame;
    }
    SharedBody put = bodies.put(frame);
    if (put == null) {
      return frame;
    }
    places.put(put.header().id(), (Integer) put.place());
    return put.frame();
  }

  /** The server has answered a request, and reads its body no more. */
  void answered(long id) throws BadFrameException {
    Integer place = places.remove(id);
    if (place != null && bodies != null) {
      bodies.freed(place);
    }
  }

  /** A frame has come whose body was in the socket. */
  void notice(FrameHeader came) {
    notice(
        came.type() == FrameType.WEIGHTS && came.format() == Format.FLOAT32, came.payloadBytes());
  }

  private void notice(boolean mayLieThere, int bytes) {
    if (!asked
        && mayLieThere
        && bytes >= SharedBodies.LEAST_BYTES
        && bytes <= settings.limits().sharedBytes() / SharedBodies.PARTS
        && channel.remoteAddress() instanceof DomainSocketAddress) {
      asked = true;
      FrameWriter.send(channel, SharedFrames.ask());
    }
  }

  /** What the server offers. */
  void offered(ByteBuffer payload) throws BadFrameException {
    SharedFrames.Offer offer = SharedFrames.readOffer(payload);
    if (!asked || bodies != null) {
      throw new BadFrameException("shared memory that was not asked for");
    }
    if (offer.equals(SharedFrames.Offer.NONE)) {
      return;
    }
    try {
      bodies = SharedBodies.ofClient(map(offer), maxPayloadBytes);
    } catch (IOException e) {
      LOG.info("no shared memory with the parameter server: {}; sockets it is", e.toString());
    }
    FrameWriter.send(channel, SharedFrames.mapped(bodies != null));
  }

  private ByteBuffer map(SharedFrames.Offer offer) throws IOException {
    int half = offer.halfBytes();
    if (half <= 0 || half > Integer.MAX_VALUE / 2) {
      throw new IOException("halves of " + half + " bytes");
    }
    return SharedFile.open(SharedFile.FOLDER, offer.file(), 2 * half, SharedRoom.ofThisJvm());
  }

  /** Where a frame's body is that is in memory. */
  SharedBody at(Received inMemory) throws BadFrameException {
    if (bodies == null) {
      throw new BadFrameException("a body in shared memory, of which there is none");
    }
    return bodies.read(inMemory.bytes());
  }

  /** That frame, as if it had come over the socket. */
  Received received(SharedBody body) {
    return bodies().received(body);
  }

  /** It has been read; the server is told when that is worth a message. */
  void done(SharedBody body) {
    if (reads == read.length) {
      read = Arrays.copyOf(read, 2 * reads);
    }
    read[reads++] = body.place();
    readBytes += body.header().payloadBytes();
    if (readBytes >= bodies().halfBytes() / SharedBodies.PARTS) {
      FrameWriter.send(channel, SharedFrames.freed(read, reads));
      reads = 0;
      readBytes = 0;
    }
  }

  private SharedBodies bodies() {
    if (bodies == null) {
      throw new IllegalStateException("no shared memory");
    }
    return bodies;
  }
}

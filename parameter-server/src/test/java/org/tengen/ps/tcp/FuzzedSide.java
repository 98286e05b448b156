package org.tengen.ps.tcp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.codec.CodedPayload;
import org.tengen.ps.codec.Format;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.ClientHandshake;
import org.tengen.ps.wire.Expected;
import org.tengen.ps.wire.Frame;
import org.tengen.ps.wire.FrameHeader;
import org.tengen.ps.wire.FrameType;
import org.tengen.ps.wire.HandshakeException;
import org.tengen.ps.wire.ReplyCodec;
import org.tengen.ps.wire.RequestCodec;
import org.tengen.ps.wire.ServerHandshake;
import org.tengen.ps.wire.SharedFrames;

/**
 * One end of a connection that decodes whatever comes, through the handshake and after it, and
 * notes what was thrown.
 */
final class FuzzedSide extends ChannelInboundHandlerAdapter {
  /** Of either half. */
  static final int SHARED_BYTES = 8 * 1024;

  private final SharedBodies bodies;
  private final FrameReader reader;
  private final @Nullable ServerHandshake server;
  private final @Nullable ClientHandshake client;
  private final int limit;
  private @Nullable Throwable thrown;
  private int decoded;
  private boolean open;

  /** A server's end if there is its handshake, a client's if there is that. */
  FuzzedSide(
      FrameReader reader,
      @Nullable ServerHandshake server,
      @Nullable ClientHandshake client,
      int limit) {
    this.reader = reader;
    this.server = server;
    this.client = client;
    this.limit = limit;
    ByteBuffer memory = ByteBuffer.allocate(2 * SHARED_BYTES);
    this.bodies =
        server == null
            ? SharedBodies.ofClient(memory, limit)
            : SharedBodies.ofServer(memory, limit);
  }

  /** What was thrown first; null if nothing. */
  @Nullable Throwable thrown() {
    return thrown;
  }

  /** Frames that were what they should be. */
  int decoded() {
    return decoded;
  }

  /** The handshake is done with. */
  void open() {
    open = true;
    reader.expect(server == null ? Expected.fromServer(limit) : Expected.fromClient(limit));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message)
      throws BadFrameException, HandshakeException {
    Received received = (Received) message;
    try {
      if (!open) {
        shake(received);
      } else {
        decodeShared(received);
      }
      decoded++;
    } finally {
      received.release();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (thrown == null) {
      thrown = cause;
    }
    FrameWriter.close(context.channel());
  }

  private void shake(Received received) throws BadFrameException, HandshakeException {
    FrameType type = received.header().type();
    if (server != null) {
      if (type == FrameType.HELLO) {
        server.challenge(received.bytes());
      } else {
        server.welcome(received.bytes());
        open();
      }
    } else if (client != null) {
      switch (type) {
        case CHALLENGE -> client.proof(received.bytes());
        case WELCOME -> {
          client.opened(received.bytes());
          open();
        }
        default -> Frame.rejection(received.bytes());
      }
    }
  }

  private void decodeShared(Received received) throws BadFrameException {
    switch (received.header().type()) {
      case HEARTBEAT, SHARE -> {}
      case SHARED -> SharedFrames.readOffer(received.bytes());
      case MAPPED -> SharedFrames.readMapped(received.bytes());
      case FREED -> {
        for (int place : SharedFrames.readFreed(received.bytes())) {
          bodies.freed(place);
        }
      }
      case IN_MEMORY -> {
        Received inMemory = bodies.received(bodies.read(received.bytes()));
        decode(inMemory.header(), inMemory.bytes());
        inMemory.release();
      }
      default -> decode(received.header(), received.bytes());
    }
  }

  private void decode(FrameHeader header, ByteBuffer bytes) throws BadFrameException {
    if (server != null) {
      Request request = RequestCodec.decode(header, bytes);
      if (request instanceof Request.Push push) {
        read(push.payload());
      } else if (request instanceof Request.RowPush push) {
        read(push.payload());
      }
    } else if (header.type() == FrameType.REJECTED) {
      Frame.rejection(bytes);
    } else if (header.type() == FrameType.WEIGHTS) {
      read(ReplyCodec.weights(header, bytes));
    } else {
      ReplyCodec.decode(header, bytes);
    }
  }

  private static void read(Payload payload) {
    float[] floats = new float[payload.length()];
    if (payload instanceof CodedPayload coded && coded.format() == Format.CHANGES) {
      coded.change(floats, 0);
    } else {
      payload.read(0, floats, 0, floats.length);
    }
  }
}

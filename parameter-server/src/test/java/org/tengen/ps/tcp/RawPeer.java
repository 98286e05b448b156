package org.tengen.ps.tcp;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Objects;
import org.tengen.ps.wire.Expected;
import org.tengen.ps.wire.Frame;
import org.tengen.ps.wire.FrameHeader;
import org.tengen.ps.wire.FrameType;

/** A bare socket that speaks frames, or anything else. Every read ends within ten seconds. */
final class RawPeer implements AutoCloseable {
  private static final Expected ANYTHING =
      new Expected(java.util.EnumSet.allOf(FrameType.class), 1 << 20);

  private final Closeable socket;
  private final Closeable output;
  private final DataInputStream in;
  private final OutputStream out;

  RawPeer(Socket socket) throws IOException {
    this(socket, socket::shutdownOutput, socket.getInputStream(), socket.getOutputStream());
    socket.setSoTimeout(10_000);
  }

  private RawPeer(Closeable socket, Closeable output, InputStream in, OutputStream out) {
    this.socket = socket;
    this.output = output;
    this.in = new DataInputStream(in);
    this.out = out;
  }

  static RawPeer to(ServerAddress server) throws IOException {
    return new RawPeer(new Socket(server.host(), server.port()));
  }

  /** The same through the server's Unix domain socket, without the ten seconds. */
  static RawPeer toFile(ServerAddress server) throws IOException {
    SocketChannel channel =
        SocketChannel.open(UnixDomainSocketAddress.of(Objects.requireNonNull(server.socket())));
    return new RawPeer(
        channel,
        channel::shutdownOutput,
        Channels.newInputStream(channel),
        Channels.newOutputStream(channel));
  }

  static byte[] bytes(Frame frame) {
    byte[] bytes = new byte[frame.bytes()];
    frame.write(ByteBuffer.wrap(bytes));
    return bytes;
  }

  RawPeer send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    return this;
  }

  RawPeer send(Frame frame) throws IOException {
    return send(bytes(frame));
  }

  RawPeer endOfInput() throws IOException {
    output.close();
    return this;
  }

  /** The payload of the next frame, which is of {@code type}. */
  ByteBuffer receive(FrameType type) throws Exception {
    byte[] head = new byte[FrameHeader.BYTES];
    in.readFully(head);
    FrameHeader header = FrameHeader.read(ByteBuffer.wrap(head), ANYTHING);
    byte[] payload = new byte[header.payloadBytes()];
    in.readFully(payload);
    if (header.type() != type) {
      throw new AssertionError(
          "expected " + type + ", got " + header + " " + Arrays.toString(payload));
    }
    return ByteBuffer.wrap(payload);
  }

  /** Why the server refuses us; after that it closes. */
  String rejection() throws Exception {
    String reason = Frame.rejection(receive(FrameType.REJECTED));
    if (in.read() != -1) {
      throw new AssertionError("the server sent more after its rejection");
    }
    return reason;
  }

  /** Whether the other side has closed, once it has. */
  boolean closed() {
    try {
      return in.read() == -1;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

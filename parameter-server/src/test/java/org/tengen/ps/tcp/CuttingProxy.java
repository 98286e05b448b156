package org.tengen.ps.tcp;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.Expected;
import org.tengen.ps.wire.FrameHeader;
import org.tengen.ps.wire.FrameType;

/**
 * Passes frames on between lanes and a server, and cuts connections: each {@code every}-th frame of
 * {@code type}, over all connections, is the last of its own, passed on whole or only half.
 */
final class CuttingProxy implements AutoCloseable {
  private static final Expected ANYTHING =
      new Expected(EnumSet.allOf(FrameType.class), Integer.MAX_VALUE);

  private final ServerSocket listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final ServerAddress server;
  private final FrameType type;
  private final int every;
  private final boolean half;
  private final AtomicInteger seen = new AtomicInteger();
  private final AtomicInteger cuts = new AtomicInteger();

  CuttingProxy(ServerAddress server, FrameType type, int every, boolean half) throws IOException {
    this.server = server;
    this.type = type;
    this.every = every;
    this.half = half;
    start("proxy-accept", this::acceptAll);
  }

  ServerAddress address() {
    return new ServerAddress("127.0.0.1", listening.getLocalPort());
  }

  int cuts() {
    return cuts.get();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket onward = new Socket(server.host(), server.port());
        client.setTcpNoDelay(true);
        onward.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(onward);
        start("proxy-to-server", () -> pass(client, onward));
        start("proxy-to-client", () -> pass(onward, client));
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void pass(Socket from, Socket to) {
    try (from;
        to) {
      DataInputStream in = new DataInputStream(from.getInputStream());
      while (passFrame(in, to.getOutputStream())) {
        // the next
      }
    } catch (IOException | BadFrameException e) {
      // one side is gone, so the other goes too
    }
  }

  /** Returns false after a frame that is its connection's last. */
  private boolean passFrame(DataInputStream in, OutputStream out)
      throws IOException, BadFrameException {
    byte[] head = new byte[FrameHeader.BYTES];
    in.readFully(head);
    FrameHeader header = FrameHeader.read(ByteBuffer.wrap(head), ANYTHING);
    byte[] payload = new byte[header.payloadBytes()];
    in.readFully(payload);
    boolean last = header.type() == type && seen.incrementAndGet() % every == 0;
    out.write(head);
    out.write(payload, 0, last && half ? payload.length / 2 : payload.length);
    out.flush();
    if (last) {
      cuts.incrementAndGet();
    }
    return !last;
  }
}

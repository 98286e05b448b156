package org.tengen.bench.ps;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.tengen.ps.table.Layout;

/**
 * A sender and a receiver with nothing behind: the same bytes in the same chunks, blocking NIO
 * channels, one connection. The sender's chunks are the parts of a payload in direct memory; the
 * receiver reads each into the same buffer, and answers the whole payload with one byte.
 */
final class BareMain {
  private static final int CHUNK = Layout.DEFAULT_SLICE_FLOATS * Float.BYTES;

  private BareMain() {}

  /** Arguments: a {@link Work}, the road, {@code receive} or {@code send} with where and whom. */
  public static void main(String[] arguments) throws IOException {
    Work work = Work.parse(arguments);
    Road road = Road.parse(arguments[5]);
    if (arguments[6].equals("receive")) {
      receive(work, road, arguments[7]);
    } else {
      long receiver = Long.parseLong(arguments[8]);
      Figures figures = send(work, road, arguments[7], receiver);
      System.out.println(figures.line());
    }
  }

  private static void receive(Work work, Road road, String where) throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open(family(road))) {
      server.bind(road == Road.UNIX ? address(road, where) : anyPort());
      System.out.println(road == Road.UNIX ? where : Integer.toString(port(server)));
      try (SocketChannel channel = server.accept()) {
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
        ByteBuffer done = ByteBuffer.allocateDirect(1);
        for (int round = 0; round < work.warmUp() + work.rounds(); round++) {
          readAll(channel, chunk, work.bytes());
          channel.write(done.clear());
        }
      }
    }
  }

  private static void readAll(SocketChannel channel, ByteBuffer chunk, long bytes)
      throws IOException {
    long left = bytes;
    while (left > 0) {
      chunk.clear().limit((int) Math.min(chunk.capacity(), left));
      int read = channel.read(chunk);
      if (read < 0) {
        throw new IOException("the sender ended with " + left + " bytes to come");
      }
      left -= read;
    }
  }

  private static Figures send(Work work, Road road, String where, long receiver)
      throws IOException {
    ProcessCpu cpu = new ProcessCpu(List.of(ProcessCpu.mine(), receiver));
    ByteBuffer payload = ByteBuffer.allocateDirect(Math.toIntExact(work.bytes()));
    for (int at = 0; at < payload.capacity(); at += 64) {
      payload.put(at, (byte) at);
    }
    long[] rounds = new long[work.rounds()];
    long cpuNs = 0;
    try (SocketChannel channel = SocketChannel.open(family(road))) {
      channel.connect(address(road, where));
      if (road == Road.TCP) {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
      for (int round = -work.warmUp(); round < work.rounds(); round++) {
        cpuNs = round == 0 ? -cpu.nanos() : cpuNs;
        long began = System.nanoTime();
        round(channel, payload);
        rounds[Math.max(0, round)] = System.nanoTime() - began;
      }
      cpuNs += cpu.nanos();
    }
    long median = Rounds.median(rounds);
    return new Figures(median, median, median, cpuNs);
  }

  private static void round(SocketChannel channel, ByteBuffer payload) throws IOException {
    for (int at = 0; at < payload.capacity(); at = payload.limit()) {
      payload.limit(at + Math.min(CHUNK, payload.capacity() - at)).position(at);
      while (payload.hasRemaining()) {
        channel.write(payload);
      }
    }
    ByteBuffer done = ByteBuffer.allocate(1);
    if (channel.read(done) != 1) {
      throw new IOException("the receiver ended");
    }
    payload.clear();
  }

  private static StandardProtocolFamily family(Road road) {
    return road == Road.UNIX ? StandardProtocolFamily.UNIX : StandardProtocolFamily.INET;
  }

  private static SocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static int port(ServerSocketChannel server) throws IOException {
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  private static SocketAddress address(Road road, String where) {
    return road == Road.UNIX
        ? UnixDomainSocketAddress.of(Path.of(where))
        : new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(where));
  }
}

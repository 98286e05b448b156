package org.tengen.bench.ps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.tengen.ps.server.ParameterServer;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpServer;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.tcp.Transport;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;

/** The server's process: says where it listens, and ends with its input. */
final class ServerMain {
  private ServerMain() {}

  /**
   * Arguments: a {@link Work}, the road, a folder of {@link Certificate}'s. The first line of the
   * input is the run's secret.
   */
  public static void main(String[] arguments) throws IOException {
    Work work = Work.parse(arguments);
    TcpSettings settings = settings(Road.parse(arguments[5]), arguments[6]);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    RunKey key = key(in.readLine());
    try (ParameterServer server = BenchServer.start(work);
        TcpServer tcp =
            TcpServer.start(
                Listen.onLoopback(),
                key,
                settings,
                TcpServer.targets(server.coordinator(), server.shards()))) {
      ServerAddress address = tcp.address();
      System.out.println(address.port() + " " + address.socket());
      String end = in.readLine();
      if (end != null) {
        throw new IOException("expected the end of the input, got " + end);
      }
    }
  }

  static TcpSettings settings(Road road, String folder) {
    return TcpSettings.defaults()
        .with(road == Road.UNIX ? Transport.UNIX : Transport.TCP)
        .with(road == Road.TLS ? Certificate.in(Path.of(folder)) : null);
  }

  static RunKey key(String secret) {
    return new RunKey(BenchServer.RUN, Secret.of(HexFormat.of().parseHex(secret)));
  }
}

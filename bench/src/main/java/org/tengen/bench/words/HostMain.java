package org.tengen.bench.words;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.tengen.ps.host.ShardHost;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.tcp.Transport;
import org.tengen.ps.wire.Secret;

/** A process that holds shards, as those of {@code tengen server} do; it ends with its input. */
final class HostMain {
  private HostMain() {}

  /** The first line of the input is the secret; the address is the first of the output. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Secret secret = Secret.of(HexFormat.of().parseHex(in.readLine()));
    Consumer<String> log = System.err::println;
    try (ShardHost host =
        ShardHost.start(Listen.onLoopback(), secret, connections(), ShardHost.SILENCE, log)) {
      System.out.println(host.address().words());
      String end = in.readLine();
      if (end != null) {
        throw new IOException("expected the end of the input, got " + end);
      }
    }
  }

  /** As between machines: over TCP, and without memory that two processes share. */
  static TcpSettings connections() {
    return TcpSettings.defaults().with(Transport.TCP).withSharedBytes(0);
  }
}

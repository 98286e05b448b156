package org.tengen.ps.tcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;

/** One end of a connection in a process of its own, which never ends by itself. */
final class KilledPeer implements AutoCloseable {
  static final RunKey KEY = new RunKey("run-1", Secret.of(new byte[32]));
  static final int SLICE = 10_000;

  private final Process process;
  private final BufferedReader out;

  private KilledPeer(Process process) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** A server, or a lane that pushes to the one at an address. */
  static KilledPeer start(String... arguments) throws IOException {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(KilledPeer.class.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new KilledPeer(process);
  }

  /** What it says next. */
  String line() throws IOException {
    return String.valueOf(out.readLine());
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  static Request.Push push(int slice) {
    return new Request.Push(0, 1, 0, slice, 0, 1, Payload.of(new float[SLICE], 0, SLICE));
  }

  /** {@code server}, or {@code lane} and the server's address. */
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("server")) {
      FakeShard shard = new FakeShard(20 * SLICE, SLICE);
      try (TcpServer server =
          TcpServer.start(Listen.onLoopback(), KEY, TcpSettings.defaults(), Map.of(0, shard))) {
        System.out.println(server.address().words());
        int unused = System.in.read(); // until it is killed, or who started it is
      }
    }
    try (TcpClient client = new TcpClient(KEY, "killed", TcpSettings.defaults());
        TcpConnection connection = client.connect(ServerAddress.parse(arguments[1]))) {
      for (int push = 0; ; push++) {
        Asking.of(connection.endpoint(0), push(push % 20)).reply();
        if (push == 100) {
          System.out.println("pushing");
        }
      }
    }
  }
}

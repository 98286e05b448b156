package org.tengen.jobs.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Processes of {@code tengen server}. */
final class Servers {
  private static final Duration UP = Duration.ofMinutes(2);

  private Servers() {}

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Starts one in {@code folder}, and waits until it listens. */
  static Child start(Path folder, String name, int port, Path secret) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command =
        List.of(
            java.toString(),
            "-Xmx256m",
            "-cp",
            Built.JAR + ":" + Built.SPARK.resolve("jars") + "/*",
            "org.tengen.jobs.Tengen",
            "server",
            "--listen",
            "127.0.0.1:" + port,
            "--secret-file",
            secret.toString());
    Child server = Child.start("server-" + name, folder, Built.ENVIRONMENT, command);
    await("server " + name).atMost(UP).until(() -> server.text().contains("listening on"));
    return server;
  }
}

package org.tengen.driver.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.Function;
import org.tengen.models.Engine;

/**
 * The closure that looks, as a lane's task would: it loads the engine and opens a connection.
 *
 * @param reachHost the driver's address as executors are told it; empty where nobody connects
 * @param reachPort the driver's port
 */
record ExecutorProbe(String reachHost, int reachPort) implements Function<Integer, String> {
  private static final int CONNECT_MS = 10_000;

  /** Long enough for the scheduler to give the next tasks to other slots. */
  private static final long HOLD_MS = 500;

  @Override
  public String call(Integer task) throws InterruptedException {
    String problem = "";
    Map<String, String> engine = Map.of();
    try {
      engine = Engine.load().facts();
    } catch (RuntimeException | LinkageError e) {
      problem = e.toString();
    }
    TimeUnit.MILLISECONDS.sleep(HOLD_MS);
    return new ExecutorFacts(
            SparkEnv.get().executorId(),
            SparkEnv.get().blockManager().blockManagerId().host(),
            System.getProperty("java.version", ""),
            Runtime.getRuntime().maxMemory() >> 20,
            System.getProperty("org.bytedeco.javacpp.maxbytes") != null,
            engine,
            problem,
            reach())
        .toText();
  }

  private String reach() {
    if (reachHost.isEmpty()) {
      return "";
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(reachHost, reachPort), CONNECT_MS);
      return "";
    } catch (IOException e) {
      return e.toString();
    }
  }
}

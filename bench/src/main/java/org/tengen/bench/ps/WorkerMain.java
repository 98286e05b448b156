package org.tengen.bench.ps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.tengen.ps.client.ClientSettings;
import org.tengen.ps.client.LaneSession;
import org.tengen.ps.client.Lanes;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpClient;
import org.tengen.ps.tcp.TcpConnector;
import org.tengen.ps.wire.RunKey;

/** A worker's process: joins, makes its rounds and says what they took. */
final class WorkerMain {
  private WorkerMain() {}

  /**
   * Arguments: a {@link Work}, the road, a folder of {@link Certificate}'s, the lane, where the
   * server is, its process. Lane 0 counts the server's CPU time with its own. The first line of the
   * input is the run's secret.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Work work = Work.parse(arguments);
    Road road = Road.parse(arguments[5]);
    int lane = Integer.parseInt(arguments[7]);
    ServerAddress server = address(arguments[8]);
    long serverPid = Long.parseLong(arguments[9]);
    ProcessCpu cpu =
        new ProcessCpu(
            lane == 0 ? List.of(ProcessCpu.mine(), serverPid) : List.of(ProcessCpu.mine()));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    RunKey key = ServerMain.key(in.readLine());
    String name = "bench, process " + ProcessCpu.mine();
    Rounds rounds = new Rounds(work, road);
    try (TcpClient client = TcpClient.ofLane(key, name, ServerMain.settings(road, arguments[6]));
        LaneSession session =
            Lanes.join(
                lane,
                name,
                Map.of(),
                new TcpConnector(client, server),
                ClientSettings.usual(work.layout()))) {
      System.out.println(rounds.run(session, cpu).line());
    }
  }

  /** A port and the file of a Unix domain socket, which may be there or not. */
  private static ServerAddress address(String where) {
    int space = where.indexOf(' ');
    int port = Integer.parseInt(where.substring(0, space));
    return new ServerAddress("127.0.0.1", port, where.substring(space + 1));
  }
}

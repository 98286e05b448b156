package org.tengen.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tengen.ps.checkpoint.RowCheckpoint;
import org.tengen.ps.checkpoint.RowCheckpoints;
import org.tengen.ps.checkpoint.RowOrigin;
import org.tengen.ps.checkpoint.RowShardImage;
import org.tengen.ps.client.Connector;
import org.tengen.ps.client.LaneException;
import org.tengen.ps.client.Lanes;
import org.tengen.ps.client.PlacedConnector;
import org.tengen.ps.client.RowBatch;
import org.tengen.ps.client.RowClientSettings;
import org.tengen.ps.client.RowSession;
import org.tengen.ps.host.HostKeys;
import org.tengen.ps.host.SecretFile;
import org.tengen.ps.host.Standalone;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.rows.RowIds;
import org.tengen.ps.rows.RowInit;
import org.tengen.ps.rows.RowTableSpec;
import org.tengen.ps.rows.RowTables;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.server.RowServer;
import org.tengen.ps.server.RowServerSettings;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.store.LocalStore;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpClient;
import org.tengen.ps.tcp.TcpConnector;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.training.Budget;
import org.tengen.ps.wire.RunKey;

/**
 * A driver that trains one row table of 98 MB with its optimiser's state, by two lanes of its own
 * under {@code bsp}, goes on from the newest checkpoint if there is one, and prints each checkpoint
 * and in the end the table's SHA-256. Ends with 3 when a server is lost.
 *
 * <p>{@code RowDriver FOLDER PACE [SECRET-FILE SERVER...]}; without servers the shards are its own.
 * Before each checkpoint lanes may go on by as many iterations as the pace says.
 */
public final class RowDriver {
  private static final int ROWS = 200_000;
  private static final int WIDTH = 64;
  private static final int LANES = 2;
  private static final int ITERATIONS = 60;
  private static final int SAMPLES = 8;

  /** Rows that both lanes change at every iteration, and rows that one has for itself. */
  private static final int COMMON = 100;

  private static final int OWN = 2_500;

  private static final RowTraining TRAINING =
      new RowTraining(
          new RowTables(
              List.of(
                  new RowTableSpec(
                      "words",
                      ROWS,
                      WIDTH,
                      RowInit.parse("uniform:0.5"),
                      OptimiserSettings.parse("adagrad"),
                      Schedule.parse("constant", 0.1f))),
              2),
          LANES,
          Strategy.parse("bsp"),
          new Budget((long) ITERATIONS * LANES * SAMPLES, SAMPLES),
          7);

  private RowDriver() {}

  /** Trains and prints. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    RowCheckpoints checkpoints = new RowCheckpoints(new LocalStore(folder), "", 2);
    RowOrigin from = RowOrigin.beginning(TRAINING);
    Optional<RowCheckpoint> newest = checkpoints.newest(TRAINING);
    if (newest.isPresent()) {
      System.out.println("goes on from " + newest.get().name());
      from = newest.get();
    }
    String run = "rows-" + ProcessHandle.current().pid();
    RowServerSettings settings = RowServerSettings.usual(run, TRAINING);
    int pace = Integer.parseInt(args[1]);
    try {
      if (args.length == 2) {
        try (RowServer server = RowServer.start(settings, from)) {
          train(server, server.connector(), checkpoints, pace);
        }
      } else {
        Standalone hosts = hosts(args);
        RunKey key = HostKeys.ofRun(hosts.secret(), run);
        try (RowServer server = RowServer.start(settings, from, hosts);
            TcpClient client = new TcpClient(key, hosts.owner(), hosts.connections())) {
          train(server, way(server, hosts, client), checkpoints, pace);
        }
      }
    } catch (RunFailedException e) {
      System.out.println(e.getMessage());
      System.exit(3);
    }
    System.exit(0);
  }

  private static Standalone hosts(String[] args) throws IOException {
    return new Standalone(
        Stream.of(args).skip(3).map(ServerAddress::parse).toList(),
        SecretFile.read(Path.of(args[2])),
        TcpSettings.defaults(),
        "driver at process " + ProcessHandle.current().pid(),
        Duration.ofMinutes(1));
  }

  private static Connector way(RowServer server, Standalone hosts, TcpClient client) {
    return new PlacedConnector(
        server.connector(),
        hosts.addresses(TRAINING.tables().shards()).stream()
            .map(address -> new TcpConnector(client, address))
            .toList(),
        words -> new TcpConnector(client, ServerAddress.parse(words)));
  }

  /** Checkpoints as often as it can, until the budget is spent. */
  private static void train(RowServer server, Connector way, RowCheckpoints checkpoints, int pace)
      throws IOException, InterruptedException {
    List<Semaphore> leave = new ArrayList<>();
    for (int lane = 0; lane < LANES; lane++) {
      int its = lane;
      Semaphore iterations = new Semaphore(0);
      leave.add(iterations);
      Thread thread = new Thread(() -> lane(its, way, iterations), "lane-" + lane);
      thread.setDaemon(true);
      thread.start();
    }
    while (server.pushes() < (long) LANES * ITERATIONS * TRAINING.tables().shards()) {
      leave.forEach(each -> each.release(pace));
      checkpoint(server, checkpoints);
      server.statistics();
    }
    server.awaitFinished(Duration.ofMinutes(2));
    String last = checkpoint(server, checkpoints);
    System.out.println("sha256 " + checkpoints.export(last, TRAINING, 0, "words.bin"));
  }

  private static String checkpoint(RowServer server, RowCheckpoints checkpoints)
      throws IOException, InterruptedException {
    long beganNs = System.nanoTime();
    List<RowShardImage> taken = server.images();
    try {
      long updates = taken.get(0).version();
      String name = checkpoints.write(taken, Map.of());
      System.out.printf(
          "%s after %d updates, in %d ms%n",
          name, updates, (System.nanoTime() - beganNs) / 1_000_000);
      return name;
    } finally {
      taken.forEach(RowShardImage::close);
    }
  }

  private static void lane(int lane, Connector way, Semaphore iterations) {
    RowClientSettings settings = RowClientSettings.usual(TRAINING.tables());
    try (RowSession session = Lanes.joinRows(lane, "lane " + lane, Map.of(), way, settings)) {
      for (long clock = session.clock(); iterations.tryAcquire(2, TimeUnit.MINUTES); clock++) {
        RowIds ids = RowIds.of(TRAINING.tables(), 0, rows(lane, clock));
        RowBatch batch = new RowBatch(ids, new float[ids.count() * WIDTH]);
        if (!session.pull(clock, List.of(batch))) {
          return;
        }
        for (int i = 0; i < batch.values().length; i++) {
          batch.values()[i] = SAMPLES * (batch.values()[i] - lane - clock % 5);
        }
        session.push(clock, List.of(batch), SAMPLES);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (LaneException e) {
      System.out.println(e.getMessage());
    }
  }

  /** Rising; in the end every row has been pushed to. */
  private static int[] rows(int lane, long clock) {
    int first = (int) (COMMON + (clock * LANES + lane) * OWN % (ROWS - COMMON));
    return IntStream.concat(
            IntStream.range(0, COMMON), IntStream.range(first, Math.min(ROWS, first + OWN)))
        .toArray();
  }
}

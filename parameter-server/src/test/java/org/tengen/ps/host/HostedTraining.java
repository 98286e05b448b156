package org.tengen.ps.host;

import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.tengen.ps.client.ClientSettings;
import org.tengen.ps.client.Connector;
import org.tengen.ps.client.LaneSession;
import org.tengen.ps.client.Lanes;
import org.tengen.ps.client.PlacedConnector;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.server.Deadlines;
import org.tengen.ps.server.Registry;
import org.tengen.ps.server.ServerSettings;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpClient;
import org.tengen.ps.tcp.TcpConnector;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;

/** A training of 40 floats in three shards, by lanes that the test itself moves by turns. */
final class HostedTraining {
  static final int LENGTH = 40;
  static final int LANES = 2;
  static final Layout LAYOUT = new Layout(LENGTH, 10, 3);
  static final RunImage INITIAL = RunImage.initial(LAYOUT, LANES, new float[LENGTH]);

  private HostedTraining() {}

  static ServerSettings settings(String run, String strategy, int clocks, ImageIntervals images) {
    TableSpec table =
        TableSpec.uniform(
            LENGTH, List.of(), OptimiserSettings.parse("adam"), Schedule.parse("cosine", 0.1f));
    Training training =
        new Training(
            table, LAYOUT, LANES, Strategy.parse(strategy), Budget.ofIterations(clocks, LANES));
    return new ServerSettings(
        run, training, images, new Deadlines(Duration.ofSeconds(20), Duration.ofSeconds(20)));
  }

  /** Takes a host for the run's first shard. */
  static HostOrder.Begin begin(ServerSettings settings) {
    HostOrder.Table table = new HostOrder.Table(settings, List.of(new long[LANES]));
    return new HostOrder.Begin(table, List.of(0), new long[LANES], null);
  }

  /** What opens connections for the run's workers. */
  static TcpClient client(String run, Standalone hosts) {
    return new TcpClient(HostKeys.ofRun(hosts.secret(), run), "the test", TcpSettings.defaults());
  }

  /** The way to the run's coordinator in this JVM and to its shards at hosts. */
  static Connector way(String run, Standalone hosts, TcpClient client) {
    return new PlacedConnector(
        Registry.find(run).orElseThrow(),
        hosts.addresses(LAYOUT.shards()).stream()
            .map(address -> new TcpConnector(client, address))
            .toList(),
        words -> new TcpConnector(client, ServerAddress.parse(words)));
  }

  /** All lanes, each with its session, moved by one thread. */
  static final class Workers implements AutoCloseable {
    private final LaneSession[] sessions = new LaneSession[LANES];

    /** Joins them. */
    Workers(Connector way) throws InterruptedException {
      this(way, 1);
    }

    /** Joins them to shards with so many replicas. */
    Workers(Connector way, int replicas) throws InterruptedException {
      Duration connect = Duration.ofSeconds(replicas > 1 ? 30 : 2);
      ClientSettings settings =
          new ClientSettings(LAYOUT, connect, Duration.ofSeconds(20)).with(replicas);
      Thread[] joining = new Thread[LANES];
      for (int lane = 0; lane < LANES; lane++) {
        int its = lane;
        joining[lane] =
            new Thread(
                () -> {
                  try {
                    sessions[its] = Lanes.join(its, "lane " + its, Map.of(), way, settings);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
        joining[lane].start();
      }
      for (Thread each : joining) {
        each.join();
      }
    }

    /** Lets each lane do the clocks {@code from .. until - 1}, in turns. */
    void train(long from, long until) throws InterruptedException {
      FloatBuffer weights = FloatBuffer.allocate(LENGTH);
      FloatBuffer gradient = FloatBuffer.allocate(LENGTH);
      for (long clock = from; clock < until; clock++) {
        for (int lane = 0; lane < LANES; lane++) {
          if (sessions[lane].pull(clock, weights)) {
            for (int i = 0; i < LENGTH; i++) {
              gradient.put(i, weights.get(i) - i - lane);
            }
            sessions[lane].push(clock, gradient, 1);
          }
        }
      }
    }

    long clock(int lane) {
      return sessions[lane].clock();
    }

    @Override
    public void close() {
      for (LaneSession session : sessions) {
        session.close();
      }
    }
  }
}

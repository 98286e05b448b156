package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.ps.client.ClientSettings;
import org.tengen.ps.client.Connector;
import org.tengen.ps.client.LaneSession;
import org.tengen.ps.client.Lanes;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.server.Deadlines;
import org.tengen.ps.server.ParameterServer;
import org.tengen.ps.server.ServerSettings;
import org.tengen.ps.server.Statistics;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;
import org.tengen.ps.wire.FrameType;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;

/** Whole runs of a real server, its lanes in threads, over real sockets. */
@Timeout(120)
class RunOverTcpTest {
  private static final int LANES = 3;
  private static final int ITERATIONS = 30;
  private static final int BATCH = 4;
  private static int runs;

  private final Memory memory = new Memory();
  private int length = 1000;
  private int slice = 50;
  private TcpSettings transports = TcpSettings.defaults().with(Transport.TCP);
  private final RunKey key = new RunKey("tcp-" + runs++, Secret.fresh(new SecureRandom()));

  /** What a run ended in. */
  private record End(float[] weights, Statistics statistics) {}

  /** How the lanes reach the server. */
  private interface Road {
    IntFunction<Connector> to(ParameterServer server) throws Exception;
  }

  @AfterEach
  void everyBufferIsBack() {
    memory.assertAllGivenBack();
  }

  @ParameterizedTest
  @EnumSource(
      value = Transport.class,
      names = {"TCP", "UNIX"})
  void endsInTheSameBitsAsInOneJvm(Transport transport) throws Exception {
    transports = TcpSettings.defaults().with(transport);
    assertThat(overTcp("bsp").weights).isEqualTo(inProcess("bsp").weights);
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 5000}) // in the socket; in shared memory
  void endsInTheSameBitsWhereLanesDriveTheirOwnSockets(int floats) throws Exception {
    slice = floats;
    length = 20 * floats;
    transports = TcpSettings.defaults().with(Transport.UNIX).withSharedBytes(80 * 1024);
    try (Network network = new Network()) {
      End end = run("bsp", server -> network.ownConnectors(network.serve(server)));
      assertThat(end.weights).isEqualTo(inProcess("bsp").weights);
    }
  }

  @RepeatedTest(8) // an answer that several threads have sent parts of arrives in order
  void endsInTheSameBitsWhereSlicesGoThroughSharedMemory() throws Exception {
    length = 100_000;
    slice = 5000; // of 20,000 bytes: a half of the memory holds three, a shard has ten
    transports = TcpSettings.defaults().with(Transport.UNIX).withSharedBytes(80 * 1024);
    assertThat(overTcp("bsp").weights).isEqualTo(inProcess("bsp").weights);
  }

  @ParameterizedTest
  @CsvSource({
    "PUSH, 37, false", // between two slices of a push
    "PUSH, 41, true", // in the middle of a slice
    "ACKNOWLEDGED, 43, false", // the slice is applied, but its lane does not know
    "WEIGHTS, 47, true", // in the middle of a pull
    "ATTACHED, 4, false"
  })
  void connectionsThatAreCutChangeNoBitBehindABarrier(FrameType type, int every, boolean half)
      throws Exception {
    float[] unharmed = inProcess("bsp").weights;

    int[] cuts = new int[1];
    End end = overCutTcp("bsp", type, every, half, cuts);

    assertThat(cuts[0]).isGreaterThanOrEqualTo(1);
    assertThat(end.weights).isEqualTo(unharmed);
    assertThat(end.statistics.samples()).isEqualTo(LANES * ITERATIONS * BATCH);
    assertThat(end.statistics.updates()).isEqualTo(ITERATIONS);
    assertThat(end.statistics.staleness().max()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"asp", "ssp:1"})
  void connectionsThatAreCutLoseAndDoubleNothingWithoutABarrier(String strategy) throws Exception {
    int[] cuts = new int[1];
    End end = overCutTcp(strategy, FrameType.PUSH, 37, false, cuts);
    assertThat(cuts[0]).isGreaterThanOrEqualTo(10);
    assertThat(end.statistics.samples()).isEqualTo(LANES * ITERATIONS * BATCH);
    assertThat(end.statistics.updates()).isEqualTo(LANES * ITERATIONS);
  }

  @Test
  void idleConnectionsAndSlowSendersHinderNoRun() throws Exception {
    float[] unharmed = inProcess("bsp").weights;
    List<RawPeer> crowd = new ArrayList<>();
    try (Network network = new Network()) {
      End end =
          run(
              "bsp",
              server -> {
                ServerAddress address = network.serve(server);
                for (int i = 0; i < 200; i++) {
                  crowd.add(RawPeer.to(address).send(new byte[i % 2])); // half begin a frame
                }
                return network.connector(address);
              });
      assertThat(end.weights).isEqualTo(unharmed);
    } finally {
      for (RawPeer peer : crowd) {
        peer.close();
      }
    }
  }

  private End inProcess(String strategy) throws Exception {
    return run(strategy, server -> lane -> server.connector());
  }

  private End overTcp(String strategy) throws Exception {
    try (Network network = new Network()) {
      return run(strategy, server -> network.connector(network.serve(server)));
    }
  }

  private End overCutTcp(String strategy, FrameType type, int every, boolean half, int[] cuts)
      throws Exception {
    List<CuttingProxy> proxies = new ArrayList<>();
    try (Network network = new Network()) {
      return run(
          strategy,
          server -> {
            CuttingProxy proxy = new CuttingProxy(network.serve(server), type, every, half);
            proxies.add(proxy);
            return network.connector(proxy.address());
          });
    } finally {
      for (CuttingProxy proxy : proxies) {
        cuts[0] += proxy.cuts();
        proxy.close();
      }
    }
  }

  /** The TCP server of a run and the client of its lanes. */
  private final class Network implements AutoCloseable {
    private final TcpClient client = new TcpClient(key, "test/1", transports, memory.pool);
    private final List<TcpClient> clients = new ArrayList<>();
    private final List<TcpServer> servers = new ArrayList<>();

    ServerAddress serve(ParameterServer server) throws Exception {
      servers.add(
          TcpServer.start(
              Listen.onLoopback(),
              key,
              transports,
              TcpServer.targets(server.coordinator(), server.shards()),
              memory.pool));
      return servers.get(0).address();
    }

    IntFunction<Connector> connector(ServerAddress address) {
      return lane -> new TcpConnector(client, address);
    }

    /** Each lane has a client, and drives its sockets itself. */
    IntFunction<Connector> ownConnectors(ServerAddress address) {
      return lane -> {
        clients.add(TcpClient.ofLane(key, "test/" + lane, transports, memory.pool));
        return new TcpConnector(clients.get(lane), address);
      };
    }

    @Override
    public void close() {
      client.close();
      clients.forEach(TcpClient::close);
      servers.forEach(TcpServer::close);
    }
  }

  private End run(String strategy, Road road) throws Exception {
    Training training =
        new Training(
            TableSpec.uniform(
                length,
                List.of(),
                OptimiserSettings.parse("adam"),
                Schedule.parse("cosine", 0.01f)),
            new Layout(length, slice, 2),
            LANES,
            Strategy.parse(strategy),
            new Budget((long) ITERATIONS * LANES * BATCH, BATCH));
    ServerSettings settings =
        new ServerSettings(key.run(), training, ImageIntervals.none(), Deadlines.usual());
    RunImage from = RunImage.initial(training.layout(), LANES, new float[length]);
    ExecutorService tasks = Executors.newFixedThreadPool(LANES);
    try (ParameterServer server = ParameterServer.start(settings, from, (image, takenNs) -> {})) {
      IntFunction<Connector> connectors = road.to(server);
      CompletionService<Long> ends = new ExecutorCompletionService<>(tasks);
      for (int lane = 0; lane < LANES; lane++) {
        ends.submit(lane(lane, connectors.apply(lane), training.layout()));
      }
      for (int lane = 0; lane < LANES; lane++) {
        Future<Long> end = ends.poll(60, TimeUnit.SECONDS); // who fails first says why
        assertThat(end).isNotNull();
        end.get();
      }
      server.awaitFinished(Duration.ofSeconds(20));
      return new End(server.weights(), server.statistics());
    } finally {
      tasks.shutdownNow();
    }
  }

  /** A lane whose gradient pulls every weight towards the lane's own target. */
  private Callable<Long> lane(int lane, Connector connector, Layout layout) {
    return () -> {
      FloatBuffer weights = direct();
      FloatBuffer gradient = direct();
      try (LaneSession session =
          Lanes.join(lane, "thread " + lane, Map.of(), connector, ClientSettings.usual(layout))) {
        long clock = session.clock();
        while (session.pull(clock, weights)) {
          for (int i = 0; i < length; i++) {
            gradient.put(i, BATCH * (weights.get(i) - (lane + i / 7f + clock % 3)));
          }
          session.push(clock, gradient, BATCH);
          clock++;
        }
        return clock;
      }
    };
  }

  private FloatBuffer direct() {
    return ByteBuffer.allocateDirect(length * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}

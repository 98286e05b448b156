package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.ps.client.ClientSettings;
import org.tengen.ps.client.Connector;
import org.tengen.ps.client.LaneSession;
import org.tengen.ps.client.Lanes;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.server.Deadlines;
import org.tengen.ps.server.ParameterServer;
import org.tengen.ps.server.ServerSettings;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;
import org.tengen.ps.wire.FrameType;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;

/** Whole runs under every codec, in one JVM and over sockets: the way decides no bit. */
@Timeout(120)
class CodedRunTest {
  private static final int LENGTH = 1000;
  private static final int LANES = 3;
  private static final int ITERATIONS = 30;
  private static final int BATCH = 4;
  private static int runs;

  private final Memory memory = new Memory();
  private final RunKey key = new RunKey("coded-" + runs++, Secret.fresh(new SecureRandom()));

  /** How a run is cut, reached and disturbed. */
  private record Way(int slice, int shards, boolean tcp, @Nullable FrameType cut, boolean death) {
    static final Way PLAIN = new Way(50, 2, false, null, false);

    Way overTcp() {
      return new Way(slice, shards, true, cut, death);
    }

    Way withSlices(int floats, int count) {
      return new Way(floats, count, tcp, cut, death);
    }

    Way withCuts(FrameType type) {
      return new Way(slice, shards, true, type, death);
    }

    Way withADeath() {
      return new Way(slice, shards, tcp, cut, true);
    }
  }

  @AfterEach
  void everyBufferIsBack() {
    memory.assertAllGivenBack();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bfloat16", "int8", "topk:0.02", "topk:0.02+momentum:0.5", "threshold:5"})
  void endsInTheSameBitsOverTcpAndWithAnyNumberOfShards(String codec) throws Exception {
    float[] here = run(codec, Way.PLAIN);
    assertThat(here).isNotEqualTo(run("float32", Way.PLAIN));
    assertThat(run(codec, Way.PLAIN.overTcp())).isEqualTo(here);
    assertThat(run(codec, Way.PLAIN.withSlices(333, 3).overTcp())).isEqualTo(here);
    assertThat(run(codec, Way.PLAIN.withSlices(1000, 1))).isEqualTo(here);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bfloat16", "int8", "topk:0.02"})
  void aRepeatAfterACutSendsTheSameBytes(String codec) throws Exception {
    float[] unharmed = run(codec, Way.PLAIN);
    assertThat(run(codec, Way.PLAIN.withCuts(FrameType.PUSH))).isEqualTo(unharmed);
    assertThat(run(codec, Way.PLAIN.withCuts(FrameType.ACKNOWLEDGED))).isEqualTo(unharmed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bfloat16", "int8"})
  void aTaskThatDiesChangesNoBitWhereNothingIsKeptBack(String codec) throws Exception {
    assertThat(run(codec, Way.PLAIN.withADeath())).isEqualTo(run(codec, Way.PLAIN));
  }

  @Test
  void aTaskThatDiesLosesWhatItHasKeptBackAndThatIsCounted() throws Exception {
    float[] unharmed = run("topk:0.02", Way.PLAIN);
    assertThat(totals.traffic().residuals()).isEqualTo(LANES);
    assertThat(run("topk:0.02", Way.PLAIN.withADeath())).isNotEqualTo(unharmed);
    assertThat(totals.traffic().residuals()).isEqualTo(LANES + 1);
  }

  @Test
  void countsTheBytesOfPushesAndPulls() throws Exception {
    run("float32", Way.PLAIN);
    long steps = (long) LANES * ITERATIONS;
    assertThat(totals.traffic().pushed()).isEqualTo(steps * (4 * LENGTH + 20 * 128));
    assertThat(totals.traffic().pushedRaw()).isEqualTo(totals.traffic().pushed());
    assertThat(totals.traffic().pulled()).isEqualTo(steps * (4 * LENGTH + 20 * 64 + 2 * 128));
    assertThat(totals.traffic().residuals()).isZero();

    run("bfloat16", Way.PLAIN);
    assertThat(totals.traffic().pushed()).isEqualTo(steps * (2 * LENGTH + 20 * (12 + 128) + 5));
    assertThat(totals.traffic().pushedRaw()).isEqualTo(steps * (4 * LENGTH + 20 * 128));
  }

  @Test
  void aSparseCodecsPullsBringFewBytesToo() throws Exception {
    run("topk:0.002+warmup:0", Way.PLAIN.withSlices(1000, 1).overTcp());
    assertThat(totals.traffic().pulledRaw()).isGreaterThan(8 * totals.traffic().pulled());
    assertThat(totals.traffic().pushedRaw()).isGreaterThan(20 * totals.traffic().pushed());
  }

  private StepTotals totals = StepTotals.NOTHING;

  private float[] run(String codec, Way way) throws Exception {
    Training training =
        new Training(
            TableSpec.uniform(
                LENGTH,
                List.of(new Range(999, 1000)),
                OptimiserSettings.parse("adagrad"),
                Schedule.parse("cosine", 0.1f)),
            new Layout(LENGTH, way.slice, way.shards),
            LANES,
            Strategy.parse("bsp"),
            new Budget((long) ITERATIONS * LANES * BATCH, BATCH),
            Codec.parse(codec));
    ServerSettings settings =
        new ServerSettings(key.run(), training, ImageIntervals.none(), Deadlines.usual());
    RunImage from = RunImage.initial(training.layout(), LANES, new float[LENGTH]);
    ExecutorService tasks = Executors.newFixedThreadPool(LANES);
    try (ParameterServer server = ParameterServer.start(settings, from, (image, takenNs) -> {});
        Road road = new Road(server, way)) {
      List<Future<?>> ends = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        ends.add(tasks.submit(lane(lane, road.connector(), training, way.death && lane == 1)));
      }
      for (Future<?> end : ends) {
        end.get(60, TimeUnit.SECONDS);
      }
      server.awaitFinished(Duration.ofSeconds(20));
      totals = server.statistics().totals();
      return server.weights();
    } finally {
      tasks.shutdownNow();
    }
  }

  /** The way from lanes to the server. */
  private final class Road implements Closeable {
    private final List<Closeable> open = new ArrayList<>();
    private final Connector connector;

    Road(ParameterServer server, Way way) throws Exception {
      connector = way.tcp ? tcp(server, way) : server.connector();
    }

    private Connector tcp(ParameterServer server, Way way) throws Exception {
      TcpServer served =
          TcpServer.start(
              Listen.onLoopback(),
              key,
              TcpSettings.defaults().with(Transport.TCP),
              TcpServer.targets(server.coordinator(), server.shards()),
              memory.pool);
      open.add(served::close);
      ServerAddress address = served.address();
      if (way.cut != null) {
        CuttingProxy proxy = new CuttingProxy(address, way.cut, 37, false);
        open.add(proxy::close);
        address = proxy.address();
      }
      TcpClient client =
          new TcpClient(key, "test/1", TcpSettings.defaults().with(Transport.TCP), memory.pool);
      open.add(client::close);
      return new TcpConnector(client, address);
    }

    Connector connector() {
      return connector;
    }

    @Override
    public void close() throws IOException {
      for (int i = open.size() - 1; i >= 0; i--) {
        open.get(i).close();
      }
    }
  }

  /** A lane whose gradient pulls every weight towards the lane's own target. */
  private static Callable<Long> lane(
      int lane, Connector connector, Training training, boolean dies) {
    ClientSettings settings =
        new ClientSettings(
            training.layout(), training.coding(), Duration.ofSeconds(10), Duration.ofSeconds(60));
    return () -> {
      if (dies) {
        lease(lane, connector, settings, 11);
      }
      return lease(lane, connector, settings, Long.MAX_VALUE);
    };
  }

  private static long lease(int lane, Connector connector, ClientSettings settings, long until)
      throws Exception {
    FloatBuffer weights = FloatBuffer.allocate(LENGTH);
    FloatBuffer gradient = FloatBuffer.allocate(LENGTH);
    try (LaneSession session = Lanes.join(lane, "thread " + lane, Map.of(), connector, settings)) {
      long clock = session.clock();
      while (clock < until && session.pull(clock, weights)) {
        for (int i = 0; i < LENGTH; i++) {
          gradient.put(i, BATCH * (weights.get(i) - (lane + i / 7f + clock % 3)));
        }
        session.push(clock, gradient, BATCH);
        clock++;
        session.progress(new StepTotals(clock, BATCH * clock, 0, 0, 0, 0, 0, 0, session.traffic()));
      }
      return clock;
    }
  }
}

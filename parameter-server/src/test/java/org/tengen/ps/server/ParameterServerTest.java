package org.tengen.ps.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.ps.client.ClientSettings;
import org.tengen.ps.client.Connector;
import org.tengen.ps.client.LaneSession;
import org.tengen.ps.client.Lanes;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;

class ParameterServerTest {
  private static final int LENGTH = 1000;
  private static final int BATCH = 4;

  @Test
  void trainsThroughAWholeRunBehindABarrier() throws Exception {
    Run run = new Run("bsp", 3, 2, 40, ImageIntervals.none());
    run.trainAll();

    assertThat(run.statistics.samples()).isEqualTo(3 * 40 * BATCH);
    assertThat(run.statistics.updates()).isEqualTo(40);
    assertThat(run.statistics.staleness().max()).isZero();
    assertThat(run.statistics.staleness().counts()).containsExactly(2L * 3 * 40);
    assertThat(run.statistics.lanes())
        .allSatisfy(lane -> assertThat(lane.clock()).isEqualTo(40))
        .allSatisfy(lane -> assertThat(lane.finished()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void endsInTheSameBitsForAnyNumberOfShards(int shards) throws Exception {
    Run one = new Run("bsp", 4, 1, 25, ImageIntervals.none());
    one.trainAll();
    Run several = new Run("bsp", 4, shards, 25, ImageIntervals.none());
    several.trainAll();
    assertThat(several.weights).isEqualTo(one.weights);
  }

  @ParameterizedTest
  @ValueSource(strings = {"asp", "ssp:0", "ssp:3", "asp:lr/tau", "ssp:2+lr/tau"})
  void appliesTheBudgetExactlyWithoutABarrier(String strategy) throws Exception {
    Run run = new Run(strategy, 4, 3, 30, ImageIntervals.none());
    run.trainAll();

    assertThat(run.statistics.samples()).isEqualTo(4 * 30 * BATCH);
    assertThat(run.statistics.updates()).isEqualTo(4 * 30);
    assertThat(run.statistics.lanes().stream().mapToLong(LaneStatistics::clock).sum())
        .isEqualTo(4 * 30);
    assertThat(run.statistics.staleness().counts().stream().mapToLong(count -> count).sum())
        .isEqualTo(3L * 4 * 30);
  }

  @Test
  void handsOverImagesOfTheSameClockOnAllShards() throws Exception {
    Run run = new Run("bsp", 2, 3, 20, new ImageIntervals(2 * BATCH * 20, 0));
    run.trainAll();

    assertThat(run.images).hasSize(1);
    assertThat(run.images.get(0).samples()).isEqualTo(2 * BATCH * 20);
    assertThat(run.images.get(0).weights()).isEqualTo(run.weights);
  }

  @Test
  void leavesTheRegistryEmptyAndNoThreadBehind() throws Exception {
    Run run = new Run("asp", 2, 2, 3, ImageIntervals.none());
    run.trainAll();

    assertThat(Registry.find(run.id)).isEmpty();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().endsWith(run.id));
  }

  /** A run of lanes whose gradient pulls every weight towards the lane's own target. */
  private static final class Run {
    private static int runs;

    final String id = "test-" + runs++;
    final Training training;
    final ServerSettings settings;
    final List<RunImage> images = new ArrayList<>();
    Statistics statistics =
        new Statistics(
            0,
            0,
            new Staleness(0, 0, 0, List.of()),
            new Staleness(0, 0, 0, List.of()),
            0,
            List.of());
    float[] weights = new float[0];

    Run(String strategy, int lanes, int shards, long iterations, ImageIntervals intervals) {
      TableSpec table =
          TableSpec.uniform(
              LENGTH, List.of(), OptimiserSettings.parse("adam"), Schedule.parse("cosine", 0.01f));
      training =
          new Training(
              table,
              Layout.of(LENGTH, shards),
              lanes,
              Strategy.parse(strategy),
              new Budget(iterations * lanes * BATCH, BATCH));
      settings = new ServerSettings(id, training, intervals, Deadlines.usual());
    }

    void trainAll() throws Exception {
      RunImage from = RunImage.initial(training.layout(), training.lanes(), new float[LENGTH]);
      ExecutorService tasks = Executors.newFixedThreadPool(training.lanes());
      try (ParameterServer server =
          ParameterServer.start(settings, from, (image, takenNs) -> images.add(image))) {
        List<Future<?>> ends = new ArrayList<>();
        for (int lane = 0; lane < training.lanes(); lane++) {
          int its = lane;
          ends.add(tasks.submit(() -> train(its)));
        }
        server.awaitFinished(Duration.ofSeconds(20));
        for (Future<?> end : ends) {
          end.get(20, TimeUnit.SECONDS);
        }
        statistics = server.statistics();
        weights = server.weights();
      } finally {
        tasks.shutdownNow();
      }
    }

    private Void train(int lane) throws Exception {
      Connector connector = Registry.find(id).orElseThrow();
      FloatBuffer parameters = FloatBuffer.allocate(LENGTH);
      FloatBuffer gradient = FloatBuffer.allocate(LENGTH);
      try (LaneSession session =
          Lanes.join(
              lane, "thread", Map.of(), connector, ClientSettings.usual(training.layout()))) {
        long clock = session.clock();
        while (session.pull(clock, parameters)) {
          for (int i = 0; i < LENGTH; i++) {
            gradient.put(i, BATCH * (parameters.get(i) - 1f / (lane + 1 + i)));
          }
          session.push(clock, gradient, BATCH);
          clock++;
        }
      }
      return null;
    }
  }
}

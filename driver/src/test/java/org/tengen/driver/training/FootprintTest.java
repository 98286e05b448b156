package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tengen.driver.launch.ShardPlace;
import org.tengen.driver.network.NextWord;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.Replica;
import org.tengen.models.ReplicaMemory;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.worker.Straggler;

class FootprintTest {
  private static final long MB = 1 << 20;

  static TrainingSettings settings(Cell cell, String strategy) {
    return settings(cell, strategy, 1);
  }

  private static TrainingSettings settings(Cell cell, String strategy, int layers) {
    return new TrainingSettings(
        new TrainingSettings.Text("wordnet31", "words", 1, 100, 0.1),
        new NextWord(cell, 5, 6, 7, layers, 0),
        new TrainingSettings.Lanes(3, 2, Strategy.parse(strategy), Straggler.NONE),
        new TrainingSettings.Learning(
            new OptimiserSettings.Adam(0.9f, 0.999f, 1e-8f),
            0.1f,
            "constant",
            false,
            new Clipping.None(),
            4,
            100,
            0),
        new TrainingSettings.Watching(1, 0, 1),
        new TrainingSettings.Wire(
            TcpSettings.defaults(), null, Duration.ofSeconds(1), Duration.ofSeconds(1)),
        1);
  }

  private static Footprint of(Cell cell, String strategy) {
    return Footprint.of(settings(cell, strategy), Engine.load());
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void countsTheParametersThatTheEngineHas(Cell cell) {
    try (Replica<?> replica =
        TextSubject.of(settings(cell, "bsp", 3)).sized(100, 1).replica(Engine.load())) {
      assertThat(Footprint.of(settings(cell, "bsp", 3), Engine.load()).parameters())
          .isEqualTo(replica.length());
    }
  }

  @Test
  void countsWhatShardsKeep() {
    // 600 + 4 x 7 x 14 + 800 parameters; asp: weights and Adam's two moments
    assertThat(of(Cell.LSTM, "asp").parameters()).isEqualTo(1792);
    assertThat(of(Cell.LSTM, "asp").shardsBytes()).isEqualTo(3 * 4 * 1792);
    // and behind a barrier the clock before, the sum, and three lanes' early gradients
    assertThat(of(Cell.LSTM, "bsp").shardsBytes()).isEqualTo(8 * 4 * 1792);
    assertThat(of(Cell.LSTM, "bsp:backup=1").shardsBytes()).isEqualTo(5 * 4 * 1792);
    assertThat(of(Cell.LSTM, "softsync:1").shardsBytes()).isEqualTo(4 * 4 * 1792);
  }

  @Test
  void countsTheWeightsThatDelayCompensationKeepsForEachLane() {
    Footprint footprint = of(Cell.LSTM, "asp:dc");
    assertThat(footprint.keptBytes()).isEqualTo(3 * 4 * 1792);
    // and the mean squares, beside the weights and Adam's moments
    assertThat(footprint.shardsBytes()).isEqualTo(7 * 4 * 1792);
    assertThat(of(Cell.LSTM, "asp").keptBytes()).isZero();
  }

  @Test
  void countsTheOptimisersWhereTheyAre() {
    Footprint local = of(Cell.LSTM, "local:8");
    // weights, the round before, the sum, and three lanes' early pushes
    assertThat(local.shardsBytes()).isEqualTo(6 * 4 * 1792);
    // own weights, gradient and two moments; pulled and pushed
    long replica = of(Cell.LSTM, "bsp").lane().heapBytes();
    assertThat(local.lane().heapBytes() - replica).isEqualTo(6 * 4 * 1792);
    Footprint averaged = of(Cell.LSTM, "local:8+averaged");
    assertThat(averaged.shardsBytes()).isEqualTo(3 * 6 * 4 * 1792);
    assertThat(averaged.lane().heapBytes() - replica).isEqualTo((4 + 2 * 3) * 4 * 1792);
  }

  @Test
  void countsTheImagesThatWait() {
    // the first and two checkpoints of 3 tables each, an evaluation, and one in one piece
    assertThat(of(Cell.LSTM, "asp").imagesBytes()).isEqualTo((3 * 3 + 1 + 1) * 4 * 1792);
    // a checkpoint behind a barrier has the clock before, too
    assertThat(of(Cell.LSTM, "bsp").imagesBytes()).isEqualTo((3 * 4 + 1 + 1) * 4 * 1792);
  }

  @Test
  void countsReplicasAsTheEngineDoes() {
    Footprint footprint = of(Cell.LSTM, "bsp");
    NetworkSettings.NextWord network =
        new NetworkSettings.NextWord(Cell.LSTM, 100, 5, 6, 7, 1, 0, 1);
    assertThat(footprint.lane()).isEqualTo(Engine.load().nextWordMemory(network, 4));
    assertThat(footprint.evaluation()).isEqualTo(Engine.load().nextWordMemory(network, 256));
  }

  @Test
  void countsWhatConnectionsHold() {
    // two slices of 896 floats behind headers of 64 bytes
    assertThat(of(Cell.LSTM, "bsp").laneServerBytes()).isEqualTo(2 * 2 * (4 * 896 + 64));
    assertThat(of(Cell.LSTM, "bsp").laneClientBytes()).isEqualTo(2 * 2 * (4 * 896 + 64));
  }

  /** One million parameters; each lane 5 MB of heap, 20 MB of arrays, 8 and 3 MB of buffers. */
  private static final Footprint MILLION =
      new Footprint(
          1_000_000,
          100 * MB,
          0,
          50 * MB,
          new ReplicaMemory(20 * MB, 5 * MB),
          new ReplicaMemory(30 * MB, 6 * MB),
          8 * MB,
          3 * MB,
          2,
          2,
          1,
          new ShardPlace.Driver());

  @Test
  void countsNoShardsInTheDriverWhereTheyAreElsewhere() {
    Footprint elsewhere =
        new Footprint(
            1_000_000,
            100 * MB,
            0,
            50 * MB,
            new ReplicaMemory(20 * MB, 5 * MB),
            new ReplicaMemory(30 * MB, 6 * MB),
            8 * MB,
            3 * MB,
            2,
            2,
            1,
            new ShardPlace.Executors());
    assertThat(elsewhere.driver(0, 2)).isEqualTo(new Need((300 + 50 + 6) * MB, 30 * MB, 48 * MB));
    assertThat(elsewhere.executor(1, 1))
        .isEqualTo(new Need((300 + 5 + 75) * MB, 20 * MB, (48 + 3 + 8) * MB));
    // both workers come to both shards
    assertThat(elsewhere.executor(0, 2))
        .isEqualTo(new Need((300 + 150) * MB, 0, (48 + 2 * 8) * MB));
    assertThat(elsewhere.driver(2, 2)).isEqualTo(MILLION.driver(2, 2));
  }

  @Test
  void countsEachShardInTwoProcesses() {
    TrainingSettings once = settings(Cell.LSTM, "asp:dc");
    TrainingSettings twice =
        new TrainingSettings(
            once.subject(),
            once.lanes(),
            once.learning(),
            once.watching(),
            new TrainingSettings.Wire(
                TcpSettings.defaults(),
                null,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                new ShardPlace.Executors(),
                2),
            once.seed());
    Footprint one = Footprint.of(once, Engine.load());
    Footprint two = Footprint.of(twice, Engine.load());
    assertThat(two.shardsBytes()).isEqualTo(2 * one.shardsBytes());
    assertThat(two.keptBytes()).isEqualTo(2 * one.keptBytes());
    // a host has a replica of two shards, and may come to hold the images of both
    assertThat(two.executor(0, 1).heapBytes() - two.executor(0).heapBytes())
        .isEqualTo((two.shardsBytes() + 2 * two.imagesBytes()) / 2);
  }

  @Test
  void addsUpTheDriver() {
    assertThat(MILLION.driver(2, 0))
        .isEqualTo(new Need((300 + 100 + 50 + 6 + 10) * MB, 70 * MB, 48 * MB));
  }

  @Test
  void addsATableOnItsWayForEachWorkerThatComesByTcp() {
    assertThat(MILLION.driver(0, 4)).isEqualTo(new Need(456 * MB, 30 * MB, (48 + 4 * 8) * MB));
    // and both ends, where the workers are in the driver's JVM
    assertThat(MILLION.driver(4, 4).directBytes()).isEqualTo((48 + 4 * 8 + 4 * 3) * MB);
  }

  @Test
  void addsUpAnExecutor() {
    assertThat(MILLION.executor(3)).isEqualTo(new Need((300 + 15) * MB, 60 * MB, (48 + 9) * MB));
    assertThat(MILLION.executor(3).outsideBytes()).isEqualTo((60 + 57 + 320) * MB);
  }
}

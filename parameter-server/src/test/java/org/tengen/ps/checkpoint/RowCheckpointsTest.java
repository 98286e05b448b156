package org.tengen.ps.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.ps.client.Lanes;
import org.tengen.ps.client.RowBatch;
import org.tengen.ps.client.RowClientSettings;
import org.tengen.ps.client.RowSession;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.rows.RowIds;
import org.tengen.ps.rows.RowInit;
import org.tengen.ps.rows.RowRuns;
import org.tengen.ps.rows.RowTableSpec;
import org.tengen.ps.rows.RowTables;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.server.RowServer;
import org.tengen.ps.server.RowServerSettings;
import org.tengen.ps.store.LocalStore;
import org.tengen.ps.store.Store;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.training.Budget;

@Timeout(120)
class RowCheckpointsTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int FIRST_CLOCK = 72;

  @TempDir Path folder;
  private Store store;
  private RowCheckpoints checkpoints;

  @BeforeEach
  void keepTwo() {
    store = new LocalStore(folder);
    checkpoints = new RowCheckpoints(store, "checkpoints", 2);
  }

  /** A run of a lane up to a clock, and its checkpoint; returns all rows. */
  private float[][] trained(RowTraining training, long end) throws Exception {
    try (RowServer server = RowServer.start(settings(training))) {
      RowRuns.lane(training, 0, server.connector(), end);
      List<RowShardImage> taken = server.images();
      checkpoints.write(taken, Map.of("who", "me"));
      taken.forEach(RowShardImage::close);
      return RowRuns.weights(server.images());
    }
  }

  private static RowServerSettings settings(RowTraining training) {
    return RowServerSettings.usual(RowRuns.name(), training);
  }

  @Test
  void everythingComesBackAsItWas() throws Exception {
    RowTraining training = RowRuns.training("asp", 1, 3, "adagrad");
    float[][] rows = trained(training, 7);
    RowCheckpoint restored = checkpoints.newest(training).orElseThrow();
    assertThat(restored.name()).isEqualTo("checkpoint-00000001");
    assertThat(restored.facts()).containsEntry("who", "me");
    try (RowServer server = RowServer.start(settings(training), restored)) {
      assertThat(server.statistics().get(2).updates()).isEqualTo(7);
      assertThat(RowRuns.weights(server.images())).isDeepEqualTo(rows);
    }
  }

  @Test
  void exportsEveryRowWhetherTouchedOrNot() throws Exception {
    RowTraining training = RowRuns.training("asp", 1, 3, "adagrad");
    float[][] rows = trained(training, 7);
    for (int table = 0; table < 2; table++) {
      String hex = checkpoints.export("checkpoint-00000001", training, table, "table.bin");
      assertThat(WeightsFile.read(store, "table.bin")).isEqualTo(rows[table]);
      assertThat(hex).isEqualTo(WeightsFile.sha256(rows[table]));
    }
  }

  @Test
  void refusesToGoOnWithOtherShardsLanesOrTables() throws Exception {
    trained(RowRuns.training("asp", 1, 3, "adagrad"), 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> checkpoints.newest(RowRuns.training("asp", 1, 2, "adagrad")))
        .withMessage("checkpoint-00000001 has shards=3: expected 2, for rows go on as they were");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> checkpoints.newest(RowRuns.training("asp", 2, 3, "adagrad")))
        .withMessage("checkpoint-00000001 has workers=1: expected 2, for rows go on as they were");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> checkpoints.newest(RowRuns.training("asp", 1, 3, "sgd")))
        .withMessageContaining("rows.table.0=table-0 of 200 rows of 5 floats");
  }

  @Test
  void goesBackToTheOneBeforeWhenAByteHasChanged() throws Exception {
    RowTraining training = RowRuns.training("asp", 1, 2, "sgd");
    trained(training, 2);
    trained(training, 5);
    Path file = folder.resolve("checkpoints/checkpoint-00000002/rows-1.bin");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 9] ^= 1;
    Files.write(file, bytes);
    RowCheckpoint restored = checkpoints.newest(training).orElseThrow();
    assertThat(restored.name()).isEqualTo("checkpoint-00000001");
    assertThat(restored.damaged()).singleElement().asString().contains("rows-1.bin: ");
    assertThatThrownBy(() -> checkpoints.export("checkpoint-00000002", training, 1, "table.bin"))
        .isInstanceOf(DamagedException.class);
    assertThat(folder.resolve("table.bin.sha256")).doesNotExist();
  }

  @Test
  void goesBackToTheOneBeforeWhenALanesClockHasChangedBehindABarrier() throws Exception {
    RowTraining training = RowRuns.training("bsp", 2, 2, "sgd");
    trainedByTwo(training, 2);
    trainedByTwo(training, 5);
    Path file = folder.resolve("checkpoints/checkpoint-00000002/rows-1.bin");
    byte[] bytes = Files.readAllBytes(file);
    // after six ints, three longs, and three ints for each of two tables
    assertThat(bytes[FIRST_CLOCK]).isEqualTo((byte) 5);
    bytes[FIRST_CLOCK] = 4;
    Files.write(file, bytes);
    RowCheckpoint restored = checkpoints.newest(training).orElseThrow();
    assertThat(restored.name()).isEqualTo("checkpoint-00000001");
    assertThat(restored.damaged()).singleElement().asString().contains("rows-1.bin: ", "CRC32C");
  }

  /** A run of two lanes up to a clock, and its checkpoint. */
  private void trainedByTwo(RowTraining training, long end) throws Exception {
    ExecutorService lanes = Executors.newFixedThreadPool(2);
    try (RowServer server = RowServer.start(settings(training))) {
      List<Future<?>> both = new ArrayList<>();
      for (int lane = 0; lane < 2; lane++) {
        int each = lane;
        both.add(
            lanes.submit(
                () -> {
                  RowRuns.lane(training, each, server.connector(), end);
                  return each;
                }));
      }
      for (Future<?> each : both) {
        each.get(60, TimeUnit.SECONDS);
      }
      List<RowShardImage> taken = server.images();
      checkpoints.write(taken, Map.of());
      taken.forEach(RowShardImage::close);
    } finally {
      lanes.shutdownNow();
    }
  }

  @Test
  void writingAndExportingTakeLittleMemory() throws Exception {
    RowTableSpec spec =
        new RowTableSpec(
            "wide",
            40_000,
            256,
            RowInit.parse("uniform:1"),
            new OptimiserSettings.Adagrad(1e-6),
            new Schedule.Constant(1));
    RowTraining training =
        new RowTraining(
            new RowTables(List.of(spec), 2), 1, Strategy.parse("asp"), new Budget(4, 1), 1);
    int[] all = IntStream.range(0, 40_000).toArray();
    try (RowServer server = RowServer.start(settings(training))) {
      touch(training, server, RowIds.of(training.tables(), 0, all));
      List<RowShardImage> taken = server.images();
      long writing = allocatedBy(() -> checkpoints.write(taken, Map.of()));
      taken.forEach(RowShardImage::close);
      // 80 MB of rows and state
      assertThat(Files.size(folder.resolve("checkpoints/checkpoint-00000001/rows-0.bin")))
          .isGreaterThan(40_000_000);
      assertThat(writing).isLessThan(4_000_000);
    }
    long heapBefore = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    String hex = checkpoints.export("checkpoint-00000001", training, 0, "wide.bin");
    long exporting = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - heapBefore;
    assertThat(Files.size(folder.resolve("wide.bin"))).isEqualTo(40_960_000);
    assertThat(hex).hasSize(64);
    // blocks come and go: no more than the files themselves, none of which is kept
    assertThat(exporting).isLessThan(90_000_000);
  }

  /** Something that may fail. */
  private interface Work {
    void run() throws Exception;
  }

  private static long allocatedBy(Work work) throws Exception {
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    work.run();
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }

  private static void touch(RowTraining training, RowServer server, RowIds ids)
      throws InterruptedException {
    RowBatch batch = new RowBatch(ids, new float[ids.count() * 256]);
    try (RowSession session =
        Lanes.joinRows(
            0, "here", Map.of(), server.connector(), RowClientSettings.usual(training.tables()))) {
      session.pull(0, List.of(batch));
      session.push(0, List.of(batch), 1);
    }
  }
}

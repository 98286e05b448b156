package org.tengen.ps.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.ps.checkpoint.RowCheckpoint;
import org.tengen.ps.checkpoint.RowCheckpoints;
import org.tengen.ps.checkpoint.RowOrigin;
import org.tengen.ps.checkpoint.RowShardImage;
import org.tengen.ps.rows.RowRuns;
import org.tengen.ps.rows.RowShardStatistics;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.store.LocalStore;

/** Whole runs of row tables in one JVM. */
@Timeout(120)
class RowServerTest {
  @ParameterizedTest
  @CsvSource({
    "bsp, 1, 1, sgd",
    "bsp, 3, 1, adagrad",
    "bsp, 3, 4, adagrad",
    "bsp, 3, 2, sgd",
    "asp, 1, 1, adagrad",
    "asp, 1, 3, sgd",
    "ssp:2, 1, 2, adagrad"
  })
  void endsInTheBitsOfPlainArrays(String strategy, int lanes, int shards, String optimiser)
      throws Exception {
    RowTraining training = RowRuns.training(strategy, lanes, shards, optimiser);
    try (RowServer server = RowServer.start(settings(training))) {
      RowRuns.train(training, server.connector());
      server.awaitFinished(Duration.ofSeconds(20));
      assertThat(RowRuns.weights(server.images())).isDeepEqualTo(RowRuns.reference(training));
    }
  }

  @ParameterizedTest
  @CsvSource({"asp", "ssp:1", "asp:lr/tau"})
  void appliesTheWholeBudgetWithoutABarrier(String strategy) throws Exception {
    RowTraining training = RowRuns.training(strategy, RowRuns.LANES, 2, "adagrad");
    try (RowServer server = RowServer.start(settings(training))) {
      RowRuns.train(training, server.connector());
      server.awaitFinished(Duration.ofSeconds(20));
      for (RowShardStatistics shard : server.statistics()) {
        assertThat(shard.updates()).isEqualTo(RowRuns.LANES * RowRuns.ITERATIONS);
        assertThat(shard.staleness().getTotalCount()).isEqualTo(shard.updates());
      }
    }
  }

  @Test
  void goesOnFromACheckpointAndEndsInTheSameBits(@TempDir Path folder) throws Exception {
    RowTraining training = RowRuns.training("bsp", 1, 2, "adagrad");
    RowCheckpoints checkpoints = new RowCheckpoints(new LocalStore(folder), "", 2);
    try (RowServer server = RowServer.start(settings(training))) {
      RowRuns.lane(training, 0, server.connector(), 11);
      List<RowShardImage> taken = server.images();
      checkpoints.write(taken, Map.of("who", "me"));
      taken.forEach(RowShardImage::close);
    }
    RowCheckpoint restored = checkpoints.newest(training).orElseThrow();
    try (RowServer server = RowServer.start(settings(training), restored)) {
      assertThat(server.statistics().get(1).laneClocks()).containsExactly(11);
      RowRuns.train(training, server.connector());
      server.awaitFinished(Duration.ofSeconds(20));
      assertThat(RowRuns.weights(server.images())).isDeepEqualTo(RowRuns.reference(training));
    }
  }

  @Test
  void refusesRowsOfAnotherTraining() {
    RowTraining training = RowRuns.training("bsp", 1, 2, "adagrad");
    RowOrigin other = RowOrigin.beginning(RowRuns.training("bsp", 1, 2, "sgd"));
    RowServerSettings settings = new RowServerSettings("mine", training, Deadlines.usual(), 1);
    assertThatThrownBy(() -> RowServer.start(settings, other))
        .hasMessage("rows of another training: expected those of run mine");
  }

  @Test
  void namesTheLaneThatNothingComesFrom() throws Exception {
    RowTraining training = RowRuns.training("bsp", 2, 1, "sgd");
    try (RowServer server = RowServer.start(settings(training))) {
      assertThatThrownBy(() -> server.awaitFinished(Duration.ofMillis(1)))
          .isInstanceOf(RunFailedException.class)
          .hasMessage(
              "no push was applied for 0 s; the slowest is lane 0 at clock 0, which nobody has"
                  + " joined");
    }
  }

  private static RowServerSettings settings(RowTraining training) {
    return RowServerSettings.usual(RowRuns.name(), training);
  }
}

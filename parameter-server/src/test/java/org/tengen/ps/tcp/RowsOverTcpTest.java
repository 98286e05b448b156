package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.ps.checkpoint.RowCheckpoint;
import org.tengen.ps.checkpoint.RowCheckpoints;
import org.tengen.ps.checkpoint.RowShardImage;
import org.tengen.ps.rows.RowRuns;
import org.tengen.ps.rows.RowShardStatistics;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.server.Deadlines;
import org.tengen.ps.server.RowServer;
import org.tengen.ps.server.RowServerSettings;
import org.tengen.ps.store.LocalStore;
import org.tengen.ps.wire.FrameType;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;

/** Whole runs of row tables over real sockets. */
@Timeout(120)
class RowsOverTcpTest {
  private final Memory memory = new Memory();
  private TcpSettings transports = TcpSettings.defaults().with(Transport.TCP);
  private final RunKey key = new RunKey(RowRuns.name(), Secret.fresh(new SecureRandom()));

  @AfterEach
  void everyBufferIsBack() {
    memory.assertAllGivenBack();
  }

  /** A row server, its port and its lanes' client. */
  private final class Network implements AutoCloseable {
    final RowServer server;
    final TcpServer door;
    final TcpClient client = new TcpClient(key, "test/1", transports, memory.pool);

    Network(RowServer server) throws Exception {
      this.server = server;
      this.door =
          TcpServer.start(
              Listen.onLoopback(),
              key,
              transports,
              TcpServer.targets(server.coordinator(), server.shards()),
              memory.pool);
    }

    @Override
    public void close() {
      client.close();
      door.close();
      server.close();
    }
  }

  private Network serve(RowTraining training) throws Exception {
    return new Network(RowServer.start(RowServerSettings.usual(key.run(), training)));
  }

  @ParameterizedTest
  @CsvSource({"TCP, 1", "TCP, 3", "UNIX, 2"})
  void endsInTheBitsOfPlainArrays(Transport transport, int shards) throws Exception {
    transports = TcpSettings.defaults().with(transport);
    RowTraining training = RowRuns.training("bsp", RowRuns.LANES, shards, "adagrad");
    try (Network network = serve(training)) {
      RowRuns.train(training, new TcpConnector(network.client, network.door.address()));
      network.server.awaitFinished(Duration.ofSeconds(20));
      assertThat(RowRuns.weights(network.server.images()))
          .isDeepEqualTo(RowRuns.reference(training));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ROW_PUSH, 37, false",
    "ROW_PUSH, 41, true",
    "ROW_LIST, 7, false",
    "ACKNOWLEDGED, 43, false", // the rows are changed, but their lane does not know
    "WEIGHTS, 47, true",
    "UNKNOWN_LISTS, 3, false"
  })
  void connectionsThatAreCutChangeNoBitBehindABarrier(FrameType type, int every, boolean half)
      throws Exception {
    RowTraining training = RowRuns.training("bsp", RowRuns.LANES, 2, "adagrad");
    RowServerSettings settings =
        new RowServerSettings(key.run(), training, Deadlines.usual(), 1 /* remembers none */);
    try (Network network = new Network(RowServer.start(settings));
        CuttingProxy proxy = new CuttingProxy(network.door.address(), type, every, half)) {
      RowRuns.train(training, new TcpConnector(network.client, proxy.address()));
      network.server.awaitFinished(Duration.ofSeconds(20));
      assertThat(proxy.cuts()).isGreaterThanOrEqualTo(1);
      assertThat(RowRuns.weights(network.server.images()))
          .isDeepEqualTo(RowRuns.reference(training));
    }
  }

  @Test
  void connectionsThatAreCutLoseAndDoubleNothingWithoutABarrier() throws Exception {
    RowTraining training = RowRuns.training("ssp:1", RowRuns.LANES, 2, "sgd");
    try (Network network = serve(training);
        CuttingProxy proxy =
            new CuttingProxy(network.door.address(), FrameType.ROW_PUSH, 23, false)) {
      RowRuns.train(training, new TcpConnector(network.client, proxy.address()));
      network.server.awaitFinished(Duration.ofSeconds(20));
      assertThat(proxy.cuts()).isGreaterThanOrEqualTo(5);
      for (RowShardStatistics shard : network.server.statistics()) {
        assertThat(shard.updates()).isEqualTo(RowRuns.LANES * RowRuns.ITERATIONS);
        assertThat(shard.samples()).isEqualTo(RowRuns.LANES * RowRuns.ITERATIONS * 4);
      }
    }
  }

  @Test
  void aServerThatGoesOnFromACheckpointEndsInTheSameBits(@TempDir Path folder) throws Exception {
    RowTraining training = RowRuns.training("bsp", 1, 2, "adagrad");
    RowCheckpoints checkpoints = new RowCheckpoints(new LocalStore(folder), "", 2);
    try (Network network = serve(training)) {
      RowRuns.lane(training, 0, new TcpConnector(network.client, network.door.address()), 17);
      List<RowShardImage> taken = network.server.images();
      checkpoints.write(taken, Map.of());
      taken.forEach(RowShardImage::close);
    }
    RowCheckpoint from = checkpoints.newest(training).orElseThrow();
    RowServerSettings settings = RowServerSettings.usual(key.run(), training);
    try (Network network = new Network(RowServer.start(settings, from))) {
      RowRuns.train(training, new TcpConnector(network.client, network.door.address()));
      network.server.awaitFinished(Duration.ofSeconds(20));
      assertThat(RowRuns.weights(network.server.images()))
          .isDeepEqualTo(RowRuns.reference(training));
    }
  }
}

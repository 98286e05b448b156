package org.tengen.ps.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.ps.checkpoint.RowCheckpoint;
import org.tengen.ps.checkpoint.RowCheckpoints;
import org.tengen.ps.checkpoint.RowOrigin;
import org.tengen.ps.checkpoint.RowShardImage;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.rows.RowIds;
import org.tengen.ps.rows.RowInit;
import org.tengen.ps.rows.RowRuns;
import org.tengen.ps.rows.RowShardStatistics;
import org.tengen.ps.rows.RowTableSpec;
import org.tengen.ps.rows.RowTables;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.server.RowServer;
import org.tengen.ps.server.RowServerSettings;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.server.ShardLostException;
import org.tengen.ps.store.LocalStore;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.TcpClient;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.training.Budget;
import org.tengen.ps.wire.Secret;

/** Runs of row tables whose shards are at hosts of this process, reached over loopback. */
@Timeout(180)
class HostedRowsTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Secret SECRET =
      Secret.of("sixteen bytes or more".getBytes(StandardCharsets.UTF_8));

  @TempDir private Path folder;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<ShardHost> started = new ArrayList<>();
  private TcpSettings connections = TcpSettings.defaults();
  private RowCheckpoints checkpoints;

  @BeforeEach
  void keepTwo() {
    checkpoints = new RowCheckpoints(new LocalStore(folder), "checkpoints", 2);
  }

  @AfterEach
  void close() {
    started.forEach(ShardHost::close);
  }

  private ShardHost host() throws IOException {
    ShardHost host = ShardHost.start(Listen.onLoopback(), SECRET, connections, DEADLINE, log::add);
    started.add(host);
    return host;
  }

  private Standalone twoHosts() throws IOException {
    return at(host(), host());
  }

  private Standalone at(ShardHost... hosts) {
    return new Standalone(
        List.of(hosts).stream().map(ShardHost::address).toList(),
        SECRET,
        connections,
        "the test",
        DEADLINE);
  }

  private String checkpoint(RowServer server) throws IOException, InterruptedException {
    List<RowShardImage> taken = server.images();
    try {
      return checkpoints.write(taken, Map.of());
    } finally {
      taken.forEach(RowShardImage::close);
    }
  }

  @ParameterizedTest
  @CsvSource({"bsp, 3, 3, adagrad", "bsp, 2, 2, sgd", "asp, 1, 4, adagrad", "ssp:2, 1, 2, sgd"})
  void endsInTheBitsOfPlainArrays(String strategy, int lanes, int shards, String optimiser)
      throws Exception {
    RowTraining training = RowRuns.training(strategy, lanes, shards, optimiser);
    try (HostedRows run = new HostedRows(training, RowOrigin.beginning(training), twoHosts())) {
      RowRuns.train(training, run.way);
      run.server.awaitFinished(DEADLINE);
      assertThat(RowRuns.weights(run.server.images())).isDeepEqualTo(RowRuns.reference(training));
      assertThat(run.server.shards()).isEmpty();
      List<RowShardStatistics> statistics = run.server.statistics();
      assertThat(statistics).hasSize(shards);
      for (RowShardStatistics each : statistics) {
        assertThat(each.samples()).isEqualTo((long) lanes * RowRuns.ITERATIONS * 4);
        assertThat(each.staleness().getTotalCount()).isEqualTo((long) lanes * RowRuns.ITERATIONS);
      }
      assertThat(log).contains("serving shards " + held(shards) + " of run " + run.run);
    }
    assertThat(log).filteredOn(line -> line.endsWith(": it has ended")).hasSize(2);
  }

  /** Those at the first of two hosts. */
  private static List<Integer> held(int shards) {
    return IntStream.range(0, shards).filter(shard -> shard % 2 == 0).boxed().toList();
  }

  @Test
  void goesOnInTheDriverFromACheckpointThatWasTakenInMidRunAtHosts() throws Exception {
    RowTraining training = RowRuns.training("bsp", RowRuns.LANES, 3, "adagrad");
    try (HostedRows run = new HostedRows(training, RowOrigin.beginning(training), twoHosts())) {
      CompletableFuture<Void> lanes = run.train(training, 20);
      for (int each = 0; each < 3; each++) {
        checkpoint(run.server);
      }
      lanes.get(60, TimeUnit.SECONDS);
    }
    RowCheckpoint from = checkpoints.newest(training).orElseThrow();
    RowServerSettings settings = RowServerSettings.usual(RowRuns.name(), training);
    try (RowServer server = RowServer.start(settings, from)) {
      RowRuns.train(training, server.connector());
      server.awaitFinished(DEADLINE);
      assertThat(RowRuns.weights(server.images())).isDeepEqualTo(RowRuns.reference(training));
    }
  }

  @Test
  void goesOnAtHostsFromACheckpointOfShardsInTheDriver() throws Exception {
    RowTraining training = RowRuns.training("bsp", RowRuns.LANES, 3, "adagrad");
    RowServerSettings settings = RowServerSettings.usual(RowRuns.name(), training);
    try (RowServer server = RowServer.start(settings)) {
      RowRuns.train(training, server.connector(), 11);
      checkpoint(server);
    }
    RowCheckpoint from = checkpoints.newest(training).orElseThrow();
    try (HostedRows run = new HostedRows(training, from, twoHosts())) {
      assertThat(run.server.statistics().get(2).laneClocks()).containsExactly(11, 11, 11);
      RowRuns.train(training, run.way);
      run.server.awaitFinished(DEADLINE);
      assertThat(RowRuns.weights(run.server.images())).isDeepEqualTo(RowRuns.reference(training));
    }
  }

  @Test
  void namesTheHostThatIsLostAndGoesOnElsewhereFromTheCheckpoint() throws Exception {
    RowTraining training = RowRuns.training("bsp", RowRuns.LANES, 3, "adagrad");
    ShardHost first = host();
    ShardHost second = host();
    try (HostedRows run =
        new HostedRows(training, RowOrigin.beginning(training), at(first, second))) {
      RowRuns.train(training, run.way, 7);
      checkpoint(run.server);
      first.close();
      assertThatThrownBy(() -> run.server.awaitFinished(DEADLINE))
          .isInstanceOf(ShardLostException.class)
          .hasMessageStartingWith(
              "the server at " + first.address() + ", which held shards 0, 2, is lost: ");
      assertThatThrownBy(() -> run.server.images())
          .isInstanceOf(ShardLostException.class)
          .hasMessageContaining("is lost: ");
    }
    RowCheckpoint from = checkpoints.newest(training).orElseThrow();
    try (HostedRows run = new HostedRows(training, from, at(second, host(), host()))) {
      RowRuns.train(training, run.way);
      run.server.awaitFinished(DEADLINE);
      assertThat(RowRuns.weights(run.server.images())).isDeepEqualTo(RowRuns.reference(training));
    }
  }

  @Test
  void neitherCheckpointNorResumeHasAShardInOneMessage() throws Exception {
    connections = connections.withMaxPayloadBytes(1_100_000);
    RowTableSpec spec =
        new RowTableSpec(
            "wide",
            8_000,
            256,
            RowInit.parse("uniform:1"),
            OptimiserSettings.parse("adagrad"),
            Schedule.parse("constant", 0.1f));
    RowTraining training =
        new RowTraining(
            new RowTables(List.of(spec), 2), 1, Strategy.parse("bsp"), new Budget(4, 1), 1);
    RowIds all = RowIds.of(training.tables(), 0, IntStream.range(0, 8_000).toArray());
    float[][] rows;
    try (HostedRows run = new HostedRows(training, RowOrigin.beginning(training), twoHosts())) {
      run.touch(training, all);
      checkpoint(run.server);
      rows = RowRuns.weights(run.server.images());
    }
    // rows, their state, and what the last clock has overwritten
    assertThat(folder.resolve("checkpoints/checkpoint-00000001/rows-1.bin").toFile().length())
        .isGreaterThan(3 * 4_000 * 256 * Float.BYTES);
    RowCheckpoint from = checkpoints.newest(training).orElseThrow();
    try (HostedRows run = new HostedRows(training, from, twoHosts())) {
      assertThat(RowRuns.weights(run.server.images())).isDeepEqualTo(rows);
    }
  }

  @Test
  void answersOnceMoreWhatWasAskedWhenTheAnswerWasLost() throws Exception {
    RowTraining training = RowRuns.training("asp", 1, 1, "sgd");
    RowServerSettings settings = RowServerSettings.usual(RowRuns.name(), training);
    List<byte[]> pieces = new ArrayList<>();
    try (RowServer server = RowServer.start(settings)) {
      RowRuns.lane(training, 0, server.connector(), 3);
      checkpoint(server);
      checkpoints.newest(training).orElseThrow().send(0, pieces::add);
    }
    ShardHost host = host();
    String run = settings.runId();
    try (TcpClient client = new TcpClient(HostKeys.owner(SECRET), "the test", connections);
        HostLink link = new HostLink(client, host.address(), "shard 0")) {
      HostOrder.Rows rows = new HostOrder.Rows(settings);
      link.ask(new HostOrder.Begin(rows, List.of(0), new long[] {3}, null));
      link.ask(new HostOrder.Piece(run, 0, 0, pieces.get(0)));
      link.ask(new HostOrder.Piece(run, 0, 0, pieces.get(0)));
      assertThatThrownBy(() -> link.ask(new HostOrder.Piece(run, 0, 2, pieces.get(0))))
          .hasMessage("the server at " + host.address() + ": piece 2 of shard 0: expected 1");
      link.ask(new HostOrder.Start(run));
      link.ask(new HostOrder.Start(run));
      HostOrder.Take take = new HostOrder.Take(run, 0, ImageKind.CHECKPOINT, 1);
      RowTicket ticket = RowTicket.read(link.ask(take));
      assertThat(RowTicket.read(link.ask(take))).isEqualTo(ticket);
      assertThat(ticket.version()).isEqualTo(3);
      HostOrder.Fetch fetch = new HostOrder.Fetch(run, ticket.number(), 0);
      assertThat(link.ask(fetch)).isEqualTo(pieces.get(0));
      assertThat(link.ask(fetch)).isEqualTo(pieces.get(0));
      assertThat(link.ask(new HostOrder.Fetch(run, ticket.number(), 1))).isEmpty();
      assertThatThrownBy(() -> link.ask(fetch)).hasMessageContaining("no piece 0 of rows 1");
      link.ask(new HostOrder.Release(run, ticket.number()));
      link.ask(new HostOrder.Release(run, ticket.number()));
      assertThatThrownBy(() -> link.ask(new HostOrder.Fetch(run, ticket.number(), 2)))
          .hasMessageContaining("no piece 2 of rows 1");
    }
  }

  @Test
  void aHostForgetsAMomentThatIsClosed() throws Exception {
    RowTraining training = RowRuns.training("asp", 1, 1, "sgd");
    try (HostedRows run = new HostedRows(training, RowOrigin.beginning(training), at(host()))) {
      RowShardImage image = run.server.images().get(0);
      image.close();
      assertThatThrownBy(() -> RowRuns.state(image)).hasMessageContaining("no piece 0 of rows 1");
    }
  }

  @Test
  void admitsNoPullWhileItIsHeld() throws Exception {
    RowTraining training = RowRuns.training("asp", 1, 1, "sgd");
    ShardHost host = host();
    try (HostedRows run = new HostedRows(training, RowOrigin.beginning(training), at(host));
        TcpClient client = new TcpClient(HostKeys.owner(SECRET), "the test", connections);
        HostLink link = new HostLink(client, host.address(), "shard 0")) {
      link.ask(new HostOrder.Hold(run.run, 0, true));
      CompletableFuture<Void> lane = run.train(training, 1);
      await().atMost(DEADLINE).until(() -> run.server.statistics().get(0).parked() == 1);
      link.ask(new HostOrder.Hold(run.run, 0, false));
      lane.get(60, TimeUnit.SECONDS);
      assertThat(run.server.statistics().get(0).laneClocks()).containsExactly(1);
    }
  }

  @Test
  void refusesToServeRowsOfWhichAPieceIsMissing() throws Exception {
    RowTraining training = RowRuns.training("asp", 1, 1, "sgd");
    RowServerSettings settings = RowServerSettings.usual(RowRuns.name(), training);
    ShardHost host = host();
    String run = settings.runId();
    try (TcpClient client = new TcpClient(HostKeys.owner(SECRET), "the test", connections);
        HostLink link = new HostLink(client, host.address(), "shard 0")) {
      HostOrder.Rows rows = new HostOrder.Rows(settings);
      link.ask(new HostOrder.Begin(rows, List.of(0), new long[1], null));
      link.ask(new HostOrder.Piece(run, 0, 0, new byte[] {0x54}));
      assertThatThrownBy(() -> link.ask(new HostOrder.Start(run)))
          .isInstanceOf(RunFailedException.class)
          .hasMessage(
              "the server at " + host.address() + ": shard 0 of rows is not whole after 1 pieces");
      assertThatThrownBy(() -> link.ask(new HostOrder.Piece(run, 0, 1, new byte[] {1, 2, 3})))
          .hasMessageContaining("shard 0 of rows: magic ");
      assertThatThrownBy(() -> link.ask(new HostOrder.Piece(run, 1, 0, new byte[1])))
          .hasMessageContaining("a piece of shard 1: expected one of [0], before the start");
    }
  }

  @Test
  void rowsHaveNoReplicas() throws Exception {
    RowTraining training = RowRuns.training("asp", 1, 2, "sgd");
    Standalone two = twoHosts();
    Standalone copied = new Standalone(two.hosts(), SECRET, connections, "the test", 2, DEADLINE);
    assertThatThrownBy(() -> new HostedRows(training, RowOrigin.beginning(training), copied))
        .isInstanceOf(RunFailedException.class)
        .hasMessage("replicas=2: row tables have no second copy; expected replicas=1");
  }

  @Test
  void aSecondDriverIsToldWhoKeepsItWaiting() throws Exception {
    RowTraining training = RowRuns.training("asp", 1, 1, "sgd");
    ShardHost host = host();
    Standalone hurried =
        new Standalone(
            List.of(host.address()), SECRET, connections, "the test", Duration.ofMillis(1));
    try (HostedRows run = new HostedRows(training, RowOrigin.beginning(training), at(host))) {
      assertThatThrownBy(() -> new HostedRows(training, RowOrigin.beginning(training), hurried))
          .isInstanceOf(RunFailedException.class)
          .hasMessage(
              "the server at %s is busy: it serves run %s, whose driver was heard 0 s ago"
                  .formatted(host.address(), run.run));
      RowRuns.train(training, run.way);
      run.server.awaitFinished(DEADLINE);
    }
  }
}

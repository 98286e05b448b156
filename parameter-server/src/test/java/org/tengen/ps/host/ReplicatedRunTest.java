package org.tengen.ps.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.tengen.ps.host.HostedTraining.INITIAL;
import static org.tengen.ps.host.HostedTraining.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.ps.host.HostedTraining.Workers;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.server.ParameterServer;
import org.tengen.ps.server.Registry;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.server.ServerSettings;
import org.tengen.ps.server.ShardLostException;
import org.tengen.ps.server.Statistics;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.TcpClient;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.wire.Secret;

/** Runs whose shards are at two of three hosts each, all of this process, reached over loopback. */
@Timeout(180)
class ReplicatedRunTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Secret SECRET =
      Secret.of("sixteen bytes or more".getBytes(StandardCharsets.UTF_8));

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<ShardHost> hosts = new ArrayList<>();

  @AfterEach
  void close() {
    hosts.forEach(ShardHost::close);
  }

  private Standalone threeHosts() throws IOException {
    for (int host = 0; host < 3; host++) {
      hosts.add(
          ShardHost.start(Listen.onLoopback(), SECRET, TcpSettings.defaults(), DEADLINE, log::add));
    }
    return new Standalone(
        hosts.stream().map(ShardHost::address).toList(),
        SECRET,
        TcpSettings.defaults(),
        "the test",
        2,
        DEADLINE);
  }

  private static float[] here(String strategy, int clocks) throws InterruptedException {
    ServerSettings settings = settings("one-copy", strategy, clocks, ImageIntervals.none());
    try (ParameterServer server = ParameterServer.start(settings, INITIAL, (image, takenNs) -> {});
        Workers workers = new Workers(Registry.find("one-copy").orElseThrow())) {
      workers.train(0, clocks);
      return server.weights();
    }
  }

  /** The next so many; more if there are. */
  private static List<String> takeMoves(ParameterServer server, int many) {
    List<String> moves = new CopyOnWriteArrayList<>();
    await()
        .atMost(DEADLINE)
        .until(
            () -> {
              moves.addAll(server.takeMoves());
              return moves.size() >= many;
            });
    return moves;
  }

  @ParameterizedTest
  @ValueSource(strings = {"bsp", "asp:dc", "softsync:2", "ssp:1"})
  void endsInTheSameBitsThoughAHostEndsInMidRun(String strategy) throws Exception {
    Standalone three = threeHosts();
    List<RunImage> images = Collections.synchronizedList(new ArrayList<>());
    ServerSettings settings = settings("copied", strategy, 20, new ImageIntervals(10, 0));
    try (ParameterServer server =
            ParameterServer.start(settings, INITIAL, (image, takenNs) -> images.add(image), three);
        TcpClient client = HostedTraining.client("copied", three);
        Workers workers = new Workers(HostedTraining.way("copied", three, client), 2)) {
      workers.train(0, 7);
      hosts.get(1).close();
      workers.train(7, 21);
      server.awaitFinished(DEADLINE);
      assertThat(server.weights()).isEqualTo(here(strategy, 20));
      Statistics statistics = server.statistics();
      assertThat(statistics.samples()).isEqualTo(40);
      assertThat(images.get(images.size() - 1).weights()).isEqualTo(server.weights());
      List<String> moves = takeMoves(server, 3);
      assertThat(moves).anyMatch(line -> line.startsWith("shard 1 goes on in epoch 2 at "));
      assertThat(moves)
          .anyMatch(
              line -> line.startsWith("shard 0 has lost its second replica and goes on alone"));
      assertThat(moves).anyMatch(line -> line.startsWith("shard 1 applies pushes again"));
      assertThat(moves).hasSize(3);
    }
  }

  @Test
  void endsInTheSameBitsThoughNothingHappens() throws Exception {
    Standalone three = threeHosts();
    ServerSettings settings = settings("calm", "bsp", 20, ImageIntervals.none());
    try (ParameterServer server =
            ParameterServer.start(settings, INITIAL, (image, takenNs) -> {}, three);
        TcpClient client = HostedTraining.client("calm", three);
        Workers workers = new Workers(HostedTraining.way("calm", three, client), 2)) {
      workers.train(0, 21);
      server.awaitFinished(DEADLINE);
      assertThat(server.weights()).isEqualTo(here("bsp", 20));
      assertThat(server.takeMoves()).isEmpty();
    }
    assertThat(log).filteredOn("dropped run calm: it has ended"::equals).hasSize(3);
  }

  @Test
  void isLostWhenBothHostsOfAShardAre() throws Exception {
    Standalone three = threeHosts();
    ServerSettings settings = settings("bereft", "asp", 20, ImageIntervals.none());
    try (ParameterServer server =
        ParameterServer.start(settings, INITIAL, (image, takenNs) -> {}, three)) {
      hosts.get(0).close();
      assertThat(takeMoves(server, 2)).hasSize(2);
      hosts.get(1).close();
      assertThatThrownBy(() -> server.awaitFinished(DEADLINE))
          .isInstanceOf(ShardLostException.class)
          .hasMessageContaining(
              "the server at " + hosts.get(0).address() + ", which held shards 0, 2, is lost: ")
          .hasMessageContaining(
              "the server at " + hosts.get(1).address() + ", which held shards 0, 1, is lost: ");
    }
  }

  @Test
  void aHostOfTheRunGivesOthersNoOrders() throws Exception {
    Standalone three = threeHosts();
    ServerSettings settings = settings("mine", "asp", 20, ImageIntervals.none());
    try (ParameterServer server =
            ParameterServer.start(settings, INITIAL, (image, takenNs) -> {}, three);
        TcpClient other =
            new TcpClient(HostKeys.hosts(SECRET, "mine"), "a host", TcpSettings.defaults());
        HostLink link = new HostLink(other, hosts.get(0).address(), "shard 0")) {
      assertThat(server.pushes()).isZero();
      assertThatThrownBy(() -> link.ask(new HostOrder.End("mine")))
          .isInstanceOf(RunFailedException.class)
          .hasMessageContaining("target -2: expected one of [-4]");
    }
  }
}

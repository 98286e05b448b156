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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.ps.client.LaneException;
import org.tengen.ps.host.HostedTraining.Workers;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.image.SliceImage;
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
import org.tengen.ps.wire.TextWriter;

/** Runs whose shards are at two hosts of this process, reached over loopback. */
@Timeout(180)
class HostedRunTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Secret SECRET =
      Secret.of("sixteen bytes or more".getBytes(StandardCharsets.UTF_8));

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<ShardHost> started = new ArrayList<>();

  @AfterEach
  void close() {
    started.forEach(ShardHost::close);
  }

  private ShardHost host(Duration silence) throws IOException {
    ShardHost host =
        ShardHost.start(Listen.onLoopback(), SECRET, TcpSettings.defaults(), silence, log::add);
    started.add(host);
    return host;
  }

  private Standalone twoHosts() throws IOException {
    return at(DEADLINE, host(DEADLINE), host(DEADLINE));
  }

  private static Standalone at(Duration deadline, ShardHost... hosts) {
    return new Standalone(
        List.of(hosts).stream().map(ShardHost::address).toList(),
        SECRET,
        TcpSettings.defaults(),
        "the test",
        deadline);
  }

  private static float[] here(String strategy, int clocks) throws InterruptedException {
    ServerSettings settings = settings("here", strategy, clocks, ImageIntervals.none());
    try (ParameterServer server = ParameterServer.start(settings, INITIAL, (image, takenNs) -> {});
        Workers workers = new Workers(Registry.find("here").orElseThrow())) {
      workers.train(0, clocks);
      return server.weights();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bsp", "asp:dc", "softsync:2"})
  void endsInTheBitsOfShardsInTheDriver(String strategy) throws Exception {
    Standalone hosts = twoHosts();
    List<RunImage> images = Collections.synchronizedList(new ArrayList<>());
    ServerSettings settings = settings("hosted", strategy, 20, new ImageIntervals(10, 0));
    try (ParameterServer server =
            ParameterServer.start(settings, INITIAL, (image, takenNs) -> images.add(image), hosts);
        TcpClient client = HostedTraining.client("hosted", hosts);
        Workers workers = new Workers(HostedTraining.way("hosted", hosts, client))) {
      workers.train(0, 21);
      server.awaitFinished(DEADLINE);
      assertThat(server.weights()).isEqualTo(here(strategy, 20));
      Statistics statistics = server.statistics();
      assertThat(statistics.samples()).isEqualTo(40);
      assertThat(statistics.staleness().counts().stream().mapToLong(c -> c).sum()).isEqualTo(120);
      assertThat(images).hasSize(4);
      assertThat(images.get(3).weights()).isEqualTo(server.weights());
    }
    assertThat(log).contains("dropped run hosted: it has ended");
  }

  @Test
  void goesOnFromAStopInTheBitsOfARunThatWasNotStopped() throws Exception {
    Standalone hosts = twoHosts();
    RunImage stopped;
    try (ParameterServer server =
            start(settings("first", "bsp", 20, ImageIntervals.none()), hosts);
        TcpClient client = HostedTraining.client("first", hosts);
        Workers workers = new Workers(HostedTraining.way("first", hosts, client))) {
      workers.train(0, 7);
      stopped = server.stop();
    }
    assertThat(stopped.kind()).isEqualTo(ImageKind.CHECKPOINT);
    assertThat(stopped.samples()).isEqualTo(14);
    ServerSettings settings = settings("second", "bsp", 20, ImageIntervals.none());
    try (ParameterServer server =
            ParameterServer.start(settings, stopped, (image, takenNs) -> {}, hosts);
        TcpClient client = HostedTraining.client("second", hosts);
        Workers workers = new Workers(HostedTraining.way("second", hosts, client))) {
      assertThat(workers.clock(1)).isEqualTo(7);
      workers.train(7, 20);
      server.awaitFinished(DEADLINE);
      assertThat(server.weights()).isEqualTo(here("bsp", 20));
    }
  }

  private static ParameterServer start(ServerSettings settings, Standalone hosts)
      throws InterruptedException {
    return ParameterServer.start(settings, INITIAL, (image, takenNs) -> {}, hosts);
  }

  @Test
  void namesTheHostThatIsLostAndWhatItHeld() throws Exception {
    ShardHost first = host(DEADLINE);
    ShardHost second = host(DEADLINE);
    Standalone hosts = at(DEADLINE, first, second);
    try (ParameterServer server =
        start(settings("lost", "asp", 20, ImageIntervals.none()), hosts)) {
      first.close();
      assertThatThrownBy(() -> server.awaitFinished(DEADLINE))
          .isInstanceOf(ShardLostException.class)
          .hasMessageStartingWith(
              "the server at " + first.address() + ", which held shards 0, 2, is lost: ");
    }
  }

  @Test
  void isFreeForTheNextRunWhenAnOwnerIsSilent() throws Exception {
    ShardHost host = host(Duration.ofMillis(300));
    Standalone hosts = at(DEADLINE, host);
    ServerSettings silent = settings("silent", "asp", 20, ImageIntervals.none());
    try (TcpClient client =
            new TcpClient(HostKeys.owner(SECRET), "the test", TcpSettings.defaults());
        HostLink link = new HostLink(client, host.address(), "shard 0")) {
      byte[] begun = link.ask(HostedTraining.begin(silent));
      assertThat(Begun.read(begun).taken()).isTrue();
      try (ParameterServer server =
          start(settings("next", "asp", 20, ImageIntervals.none()), hosts)) {
        assertThat(log).contains("dropped run silent: its driver was not heard for 0 s");
        assertThat(server.pushes()).isZero();
        assertThatThrownBy(() -> link.ask(new HostOrder.Look("silent", 0)))
            .isInstanceOf(ShardLostException.class)
            .hasMessage(
                "the server at "
                    + host.address()
                    + ", which held shard 0, is lost: run silent is not here any more");
      }
    }
  }

  @Test
  void keepsTheRunWhileItsOwnerWaitsForAnotherHost() throws Exception {
    ShardHost early = host(Duration.ofSeconds(2));
    ShardHost busy = host(DEADLINE);
    ParameterServer other =
        start(settings("other", "asp", 20, ImageIntervals.none()), at(DEADLINE, busy));
    CompletableFuture<Void> freed =
        CompletableFuture.runAsync(
            other::close, CompletableFuture.delayedExecutor(4, TimeUnit.SECONDS));
    try (ParameterServer server =
        start(settings("late", "asp", 20, ImageIntervals.none()), at(DEADLINE, early, busy))) {
      assertThat(freed).isDone();
      assertThat(server.weights()).hasSize(HostedTraining.LENGTH);
    }
    assertThat(log).noneMatch(line -> line.contains("was not heard"));
  }

  @Test
  void answersAStartThatIsAskedForAgain() throws Exception {
    ShardHost host = host(DEADLINE);
    ServerSettings settings = settings("twice", "asp", 20, ImageIntervals.none());
    try (TcpClient client =
            new TcpClient(HostKeys.owner(SECRET), "the test", TcpSettings.defaults());
        HostLink link = new HostLink(client, host.address(), "shard 0")) {
      link.ask(HostedTraining.begin(settings));
      for (SliceImage slice : INITIAL.shards().get(0).slices()) {
        TextWriter out = new TextWriter();
        SliceBytes.write(out, slice);
        link.ask(new HostOrder.Piece("twice", 0, slice.slice(), out.toBytes()));
      }
      HostOrder.Start start = new HostOrder.Start("twice");
      link.ask(start);
      link.ask(start);
      assertThat(News.read(link.ask(new HostOrder.Look("twice", 0))).broken()).isEmpty();
    }
  }

  @Test
  void tellsASecondDriverWhoKeepsItWaiting() throws Exception {
    ShardHost host = host(DEADLINE);
    Standalone hosts = at(Duration.ofMillis(1), host);
    try (ParameterServer server =
        start(settings("busy", "asp", 20, ImageIntervals.none()), hosts)) {
      assertThatThrownBy(() -> start(settings("late", "asp", 20, ImageIntervals.none()), hosts))
          .isInstanceOf(RunFailedException.class)
          .hasMessage(
              "the server at "
                  + host.address()
                  + " is busy: it serves run busy, whose driver was heard 0 s ago");
      assertThat(server.statistics().samples()).isZero();
      assertThat(host.run()).isEqualTo("busy");
    }
    await().atMost(DEADLINE).until(() -> host.run().isEmpty());
  }

  @Test
  @Timeout(60)
  void doesNotWaitForAServerWithAnotherSecret() throws Exception {
    ShardHost host = host(DEADLINE);
    Standalone guess =
        new Standalone(
            List.of(host.address()),
            Secret.of("sixteen other bytes".getBytes(StandardCharsets.UTF_8)),
            TcpSettings.defaults(),
            "the test",
            Duration.ofHours(1));
    assertThatThrownBy(() -> start(settings("guess", "asp", 20, ImageIntervals.none()), guess))
        .isInstanceOf(RunFailedException.class)
        .hasMessageEndingWith(
            ": wrong secret for run tengen-host: expected the secret that the server at "
                + host.address()
                + " was started with");
  }

  @Test
  void letsWorkersOfARunGiveNoOrdersAndEnterNoOtherRun() throws Exception {
    ShardHost host = host(DEADLINE);
    Standalone hosts = at(DEADLINE, host);
    Secret theirs = SECRET.forRun("mine");
    try (ParameterServer server = start(settings("mine", "asp", 20, ImageIntervals.none()), hosts);
        TcpClient worker = HostedTraining.client("mine", hosts);
        TcpClient pretender =
            new TcpClient(HostKeys.owner(theirs), "a worker", TcpSettings.defaults());
        TcpClient elsewhere = HostedTraining.client("other", hosts)) {
      assertThat(server.pushes()).isZero();
      try (HostLink link = new HostLink(worker, host.address(), "shard 0")) {
        assertThatThrownBy(() -> link.ask(new HostOrder.End("mine")))
            .isInstanceOf(RunFailedException.class)
            .hasMessageContaining("target -2: expected one of [0, 1, 2]");
      }
      assertThatThrownBy(() -> pretender.connect(host.address()))
          .hasMessageContaining("wrong secret for run tengen-host");
      assertThatThrownBy(() -> elsewhere.connect(host.address()))
          .hasMessageContaining("run other is not served here");
    }
  }

  @Test
  void refusesALaneOnceTheRunIsOver() throws Exception {
    Standalone hosts = twoHosts();
    ParameterServer server = start(settings("over", "asp", 20, ImageIntervals.none()), hosts);
    try (TcpClient client = HostedTraining.client("over", hosts);
        Workers workers = new Workers(HostedTraining.way("over", hosts, client))) {
      workers.train(0, 3);
      server.close();
      assertThatThrownBy(() -> workers.train(3, 4)).isInstanceOf(LaneException.class);
    }
  }
}

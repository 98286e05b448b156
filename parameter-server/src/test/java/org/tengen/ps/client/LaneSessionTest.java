package org.tengen.ps.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.protocol.Traffic;
import org.tengen.ps.server.Deadlines;
import org.tengen.ps.server.LaneStatistics;
import org.tengen.ps.server.ParameterServer;
import org.tengen.ps.server.ServerSettings;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;

/** A lane's client against a real server of two shards and four slices, over ways that break. */
class LaneSessionTest {
  private static final int LENGTH = 8;
  private static final Layout LAYOUT = new Layout(LENGTH, 2, 2);
  private static final ClientSettings SETTINGS =
      new ClientSettings(LAYOUT, Duration.ofSeconds(1), Duration.ofSeconds(20));

  private final Training training =
      new Training(
          TableSpec.uniform(
              LENGTH, List.of(), new OptimiserSettings.Sgd(), new Schedule.Constant(1)),
          LAYOUT,
          1,
          Strategy.parse("asp"),
          new Budget(3, 1));
  private final FloatBuffer weights = FloatBuffer.allocate(LENGTH);
  private final FloatBuffer gradient = FloatBuffer.allocate(LENGTH);

  @SuppressWarnings("NullAway.Init")
  private ParameterServer server;

  @SuppressWarnings("NullAway.Init")
  private CrankyConnector connector;

  @BeforeEach
  void start() {
    server =
        ParameterServer.start(
            new ServerSettings("lane-session", training, ImageIntervals.none(), Deadlines.usual()),
            RunImage.initial(LAYOUT, 1, new float[LENGTH]),
            (image, takenNs) -> {});
    connector = new CrankyConnector(server.connector());
    for (int i = 0; i < LENGTH; i++) {
      gradient.put(i, -1 - i);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private LaneSession join() throws InterruptedException {
    return Lanes.join(0, "here", Map.of(), connector, SETTINGS);
  }

  /** The first {@code count} of the requests that match. */
  private static Predicate<Request> first(int count, Class<? extends Request> kind) {
    AtomicInteger left = new AtomicInteger(count);
    return request -> kind.isInstance(request) && left.getAndDecrement() > 0;
  }

  @Test
  void pullsAndPushesTheWholeTable() throws Exception {
    try (LaneSession session = join()) {
      assertThat(session.clock()).isZero();
      assertThat(session.pull(0, weights)).isTrue();
      session.push(0, gradient, 1);
      assertThat(session.pull(1, weights)).isTrue();
      assertThat(weights.array()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }
  }

  @Test
  void repeatsWhatWasLostAndIsCountedOnce() throws Exception {
    try (LaneSession session = join()) {
      session.pull(0, weights);
      connector.losesOnTheWay = first(1, Request.Push.class);
      connector.losesTheAnswer = first(2, Request.Push.class);
      session.push(0, gradient, 1);
      connector.losesTheAnswer = first(1, Request.Pull.class);
      session.pull(1, weights);
      assertThat(weights.array()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }
  }

  @Test
  void repeatsAPullThatIsLostWhileAnotherShardKeepsItsAnswer() throws Exception {
    Reply lost = new Reply.Refused(Reply.Refused.Reason.LOST, "the connection broke");
    Connector shards = new EntangledShards(lost, new Reply.Pulled(7));
    try (LaneSession session = Lanes.join(0, "here", Map.of(), shards, SETTINGS)) {
      assertThat(session.pull(0, weights)).isTrue();
    }
  }

  @Test
  void aPullThatFailsAtOneShardIsNotWrittenByAnotherAnyMore() throws Exception {
    assertThat(failingPull(ways -> ways.refusesToOpen = 1000))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith("lane 0: shard 0 not reached within 0 s");
    assertThat(weights.array()).containsOnly(0);
  }

  @Test
  void aPullThatIsInterruptedWhileAWayIsOpenedIsNotWrittenAnyMore() throws Exception {
    assertThat(failingPull(ways -> ways.isInterrupted = true))
        .isInstanceOf(InterruptedException.class);
    assertThat(weights.array()).containsOnly(0);
  }

  /** A pull that the first shard has lost, and that the second begins to answer too late. */
  private Throwable failingPull(Consumer<CrankyConnector> fault) throws InterruptedException {
    Reply lost = new Reply.Refused(Reply.Refused.Reason.LOST, "the connection broke");
    EntangledShards shards = new EntangledShards(lost, new Reply.Pulled(7));
    CrankyConnector ways = new CrankyConnector(shards);
    ClientSettings hasty =
        new ClientSettings(LAYOUT, Duration.ofMillis(100), Duration.ofSeconds(20));
    try (LaneSession session = Lanes.join(0, "here", Map.of(), ways, hasty)) {
      fault.accept(ways);
      Throwable thrown = catchThrowable(() -> session.pull(0, weights));
      shards.beginsToAnswer(Payload.of(new float[] {5, 6}, 0, 2));
      return thrown;
    }
  }

  @Test
  void opensABrokenWayAgainThoughItIsRefusedAtFirst() throws Exception {
    try (LaneSession session = join()) {
      session.pull(0, weights);
      connector.opened.clear();
      connector.refusesToOpen = 2;
      connector.losesOnTheWay = first(1, Request.Push.class);
      session.push(0, gradient, 1);
      assertThat(connector.opened).containsExactly("shard 0", "shard 0", "shard 0");
      session.pull(1, weights);
      assertThat(weights.get(0)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"coordinator", "shard 0", "shard 1"})
  void doesNotTryAgainWithTheWrongSecret(String where) {
    connector.otherSecretAt = where;
    assertThatThrownBy(this::join)
        .isInstanceOf(LaneException.class)
        .hasMessage("lane 0: 127.0.0.1:7: wrong secret for run here");
    assertThat(connector.opened).containsOnlyOnce(where);
  }

  @Test
  void saysThatAShardWasNotReached() {
    connector.refusesToOpen = 1000;
    ClientSettings hasty =
        new ClientSettings(LAYOUT, Duration.ofMillis(100), Duration.ofSeconds(20));
    assertThatThrownBy(() -> Lanes.join(0, "here", Map.of(), connector, hasty))
        .isInstanceOf(LaneException.class)
        .hasMessage("lane 0: shard 0 not reached within 0 s: 127.0.0.1:7 refused the connection");
  }

  @Test
  void namesTheShardThatDoesNotAnswer() throws Exception {
    ClientSettings hasty =
        new ClientSettings(LAYOUT, Duration.ofMillis(100), Duration.ofMillis(200));
    try (LaneSession session = Lanes.join(0, "here", Map.of(), connector, hasty)) {
      AtomicInteger pulls = new AtomicInteger();
      connector.swallows =
          request -> request instanceof Request.Pull && pulls.incrementAndGet() == 2;
      assertThatThrownBy(() -> session.pull(0, weights))
          .isInstanceOf(LaneException.class)
          .hasMessage("lane 0: shard 1 did not answer within 0 s");
    }
  }

  @Test
  void closesTheWayOfAPushThatIsNotAnsweredSoThatItCannotArriveLater() throws Exception {
    ClientSettings hasty =
        new ClientSettings(LAYOUT, Duration.ofMillis(100), Duration.ofMillis(200));
    try (LaneSession session = Lanes.join(0, "here", Map.of(), connector, hasty)) {
      session.pull(0, weights);
      connector.swallows = request -> request instanceof Request.Push push && push.slice() == 3;
      assertThatThrownBy(() -> session.push(0, gradient, 1))
          .isInstanceOf(LaneException.class)
          .hasMessage("lane 0: shard 1 did not answer within 0 s");
      assertThat(connector.closed).containsExactly(1);
    }
  }

  @Test
  void givesUpAPushThatIsLostEachTimeItIsRepeated() throws Exception {
    ClientSettings hasty =
        new ClientSettings(LAYOUT, Duration.ofSeconds(20), Duration.ofMillis(200));
    try (LaneSession session = Lanes.join(0, "here", Map.of(), connector, hasty)) {
      session.pull(0, weights);
      connector.losesOnTheWay =
          request -> request instanceof Request.Push push && push.slice() == 3;
      assertThatThrownBy(() -> session.push(0, gradient, 1))
          .isInstanceOf(LaneException.class)
          .hasMessage("lane 0: shard 1 did not answer within 0 s: the connection broke");
    }
  }

  @Test
  void stopsWhenANewerLeaseHasTakenTheLane() throws Exception {
    try (LaneSession session = join();
        LaneSession successor = join()) {
      assertThat(successor.pull(0, weights)).isTrue();
      assertThatThrownBy(() -> session.pull(0, weights))
          .isInstanceOf(SupersededException.class)
          .hasMessage("lane 0: lease 1 was taken over by lease 2");
    }
  }

  @Test
  void goesOnAtTheLowestClockThatAnyShardKnows() throws Exception {
    try (LaneSession session = join()) {
      session.pull(0, weights);
      session.push(0, gradient, 1);
      session.pull(1, weights);
      connector.swallows = request -> request instanceof Request.Push push && push.slice() == 3;
      Thread pushing = new Thread(() -> pushInterrupted(session));
      pushing.start();
      await().atMost(Duration.ofSeconds(10)).until(() -> server.pushes() == 3);
      pushing.interrupt();
      pushing.join(20_000);
    }
    connector.swallows = request -> false;
    try (LaneSession successor = join()) {
      assertThat(successor.clock()).isEqualTo(1);
      successor.pull(1, weights);
      successor.push(1, gradient, 1);
      successor.pull(2, weights);
      assertThat(weights.array()).containsExactly(2, 4, 6, 8, 10, 12, 14, 16);
    }
  }

  private void pushInterrupted(LaneSession session) {
    assertThatThrownBy(() -> session.push(1, gradient, 1)).isInstanceOf(InterruptedException.class);
  }

  @Test
  void tellsTheEndOfTheBudgetAndThatItHasLeft() throws Exception {
    try (LaneSession session = join()) {
      for (int clock = 0; clock < 3; clock++) {
        assertThat(session.pull(clock, weights)).isTrue();
        session.push(clock, gradient, 1);
      }
      assertThat(session.pull(3, weights)).isFalse();
      session.progress(new StepTotals(3, 3, 0.5, 1, 2, 3, 4, 5, Traffic.NOTHING));
    }
    LaneStatistics lane = server.statistics().lanes().get(0);
    assertThat(lane.finished()).isTrue();
    assertThat(lane.worker()).isEqualTo("here");
    assertThat(lane.totals()).isEqualTo(new StepTotals(3, 3, 0.5, 1, 2, 3, 4, 5, Traffic.NOTHING));
  }

  @Test
  void joinsAgainWhenTheWayToTheCoordinatorBreaks() throws Exception {
    connector.losesTheAnswer = first(1, Request.Join.class);
    try (LaneSession session = join()) {
      assertThat(session.pull(0, weights)).isTrue();
    }
    assertThat(server.statistics().lanes().get(0).incarnation()).isEqualTo(2);
  }

  @Test
  void refusesABufferThatIsTooShort() throws Exception {
    try (LaneSession session = join()) {
      assertThatThrownBy(() -> session.pull(0, FloatBuffer.allocate(7)))
          .hasMessage("buffer of 7 floats: expected 8");
    }
  }

  @Test
  void saysThatTheRunHasEnded() throws Exception {
    try (LaneSession session = join()) {
      server.close();
      assertThatThrownBy(() -> session.pull(0, weights))
          .isInstanceOfSatisfying(
              LaneException.class,
              e -> assertThat(e.reason()).isEqualTo(Reply.Refused.Reason.CLOSED))
          .hasMessage("lane 0: the run has ended");
    }
  }
}

package org.tengen.ps.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.rows.RowIds;
import org.tengen.ps.rows.RowInit;
import org.tengen.ps.rows.RowTableSpec;
import org.tengen.ps.rows.RowTables;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.server.Deadlines;
import org.tengen.ps.server.RowServer;
import org.tengen.ps.server.RowServerSettings;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.training.Budget;

/** A lane's client against a real server of two shards of rows, over ways that break. */
@Timeout(60)
class RowSessionTest {
  private static final RowTables TABLES =
      new RowTables(
          List.of(
              new RowTableSpec(
                  "words",
                  100_000,
                  4,
                  new RowInit.Zero(),
                  new OptimiserSettings.Sgd(),
                  new Schedule.Constant(1))),
          2);
  private static final RowClientSettings SETTINGS =
      new RowClientSettings(TABLES, Duration.ofSeconds(1), Duration.ofSeconds(20));

  private final RowIds few = RowIds.of(TABLES, 0, 3, 4, 7);

  @SuppressWarnings("NullAway.Init")
  private RowServer server;

  @SuppressWarnings("NullAway.Init")
  private CrankyConnector connector;

  @BeforeEach
  void start() {
    start(1 << 20);
  }

  private void start(long listBytes) {
    RowTraining training = new RowTraining(TABLES, 1, Strategy.parse("asp"), new Budget(3, 1), 1);
    server =
        RowServer.start(
            new RowServerSettings("row-session", training, Deadlines.usual(), listBytes));
    connector = new CrankyConnector(server.connector());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RowSession join() throws InterruptedException {
    return Lanes.joinRows(0, "here", Map.of(), connector, SETTINGS);
  }

  private static RowBatch of(RowIds ids, float each) {
    float[] values = new float[ids.count() * 4];
    Arrays.fill(values, each);
    return new RowBatch(ids, values);
  }

  private static float[] pulled(RowSession session, long clock, RowIds ids)
      throws InterruptedException {
    RowBatch batch = of(ids, 9);
    assertThat(session.pull(clock, List.of(batch))).isTrue();
    return batch.values();
  }

  private static Predicate<Request> first(int count, Class<? extends Request> kind) {
    AtomicInteger seen = new AtomicInteger();
    return request -> kind.isInstance(request) && seen.incrementAndGet() <= count;
  }

  @Test
  void pullsWhatWasPushedToRowsOfBothShards() throws InterruptedException {
    try (RowSession session = join()) {
      assertThat(pulled(session, 0, few)).containsOnly(0);
      RowBatch push = of(few, 0);
      for (int i = 0; i < 12; i++) {
        push.values()[i] = -i;
      }
      session.push(0, List.of(push), 1);
      assertThat(pulled(session, 1, RowIds.of(TABLES, 0, 4, 5)))
          .containsExactly(4, 5, 6, 7, 0, 0, 0, 0);
    }
  }

  @Test
  void pullsAnIterationAheadAndThenPushesTheOneBefore() throws InterruptedException {
    try (RowSession session = join()) {
      pulled(session, 0, few);
      assertThat(pulled(session, 1, few)).containsOnly(0);
      assertThat(session.version()).isZero();
      session.push(0, List.of(of(few, 1)), 1);
      session.push(1, List.of(of(few, 1)), 1);
      assertThat(pulled(session, 2, few)).containsOnly(-2);
      assertThat(session.version()).isEqualTo(2);
      assertThatThrownBy(() -> session.push(0, List.of(of(few, 1)), 1))
          .hasMessage("push for clock 0: expected 2, which was pulled for");
    }
    assertThat(server.statistics().get(0).staleness().getMaxValue()).isZero();
  }

  @Test
  void aPullThatIsToldThatTheBudgetIsSpentLeavesThePushBeforeItToBeMade()
      throws InterruptedException {
    try (RowSession session = join()) {
      for (int clock = 0; clock < 3; clock++) {
        pulled(session, clock, few);
        boolean more = session.pull(clock + 1, List.of(of(few, 9)));
        assertThat(more).isEqualTo(clock < 2);
        session.push(clock, List.of(of(few, 1)), 1);
        if (more) {
          session.push(clock + 1, List.of(of(few, 1)), 1);
          clock++;
        }
      }
    }
    server.awaitFinished(Duration.ofSeconds(10));
  }

  @Test
  void countsTheBytesOfListsPullsAndPushes() throws InterruptedException {
    try (RowSession session = join()) {
      pulled(session, 0, few);
      // rows 3 and 7 at shard 1, row 4 at shard 0, of 16 bytes each, in a part for each shard
      long lists = 2 * (2 * 64 + 8) + 3;
      assertThat(session.traffic().pulled()).isEqualTo(lists + 2 * (3 * 64 + 8) + 3 * 16);
      session.push(0, List.of(of(few, 1)), 1);
      assertThat(session.traffic().pushed()).isEqualTo(2 * (2 * 64 + 8) + 3 * 16);
      assertThat(session.traffic().bytes()).isEqualTo(session.traffic().rawBytes());
    }
  }

  @Test
  void sendsARepeatedListOnce() throws InterruptedException {
    AtomicInteger lists = new AtomicInteger();
    connector.losesOnTheWay =
        request -> request instanceof Request.RowList && lists.incrementAndGet() < 0;
    try (RowSession session = join()) {
      for (int clock = 0; clock < 3; clock++) {
        pulled(session, clock, RowIds.of(TABLES, 0, 3, 4, 7));
        session.push(clock, List.of(of(few, 1)), 1);
      }
    }
    assertThat(lists).hasValue(2); // one for each shard
  }

  @Test
  void sendsAListAgainToAShardThatHasForgottenIt() throws InterruptedException {
    server.close();
    start(1);
    try (RowSession session = join()) {
      pulled(session, 0, few);
      session.push(0, List.of(of(RowIds.of(TABLES, 0, 8, 9), 1)), 1);
      pulled(session, 1, few);
      session.push(1, List.of(of(RowIds.of(TABLES, 0, 8, 9), 1)), 1);
      assertThat(pulled(session, 2, RowIds.of(TABLES, 0, 8, 9))).containsOnly(-2);
    }
  }

  @Test
  void asksAForgetfulShardAgainWhileAnotherKeepsItsAnswer() throws InterruptedException {
    Connector shards = new EntangledShards(new Reply.UnknownLists(), new Reply.Pulled(7));
    try (RowSession session = Lanes.joinRows(0, "here", Map.of(), shards, SETTINGS)) {
      assertThat(session.pull(0, List.of(of(few, 0)))).isTrue();
    }
  }

  @Test
  void anotherThatMustBeAskedAgainWhileTheFirstIsTakesNoWakeUpFromTheEnd()
      throws InterruptedException {
    Reply unknown = new Reply.UnknownLists();
    AtomicInteger rings = new AtomicInteger();
    RowProtocol lane =
        new RowProtocol(
            0,
            new EntangledShards(unknown, new Reply.Pulled(7), unknown),
            SETTINGS,
            rings::incrementAndGet);
    assertThat(isOverByItsRings(lane.join("here", Map.of(), 0), rings)).isTrue();

    Pending pull = lane.pull(0, List.of(of(few, 0)), 0);

    assertThat(isOverByItsRings(pull, rings)).isTrue();
  }

  /** Polls once, and once more for each time that somebody has rung since. */
  private static boolean isOverByItsRings(Pending pending, AtomicInteger rings)
      throws InterruptedException {
    boolean over = pending.poll(0);
    while (!over && rings.getAndSet(0) > 0) {
      over = pending.poll(0);
    }
    return over;
  }

  @Test
  void repeatsAPushThatIsLostWhileAnotherShardKeepsItsAnswer() throws InterruptedException {
    Reply lost = new Reply.Refused(Reply.Refused.Reason.LOST, "the connection broke");
    Connector shards = new EntangledShards(lost, new Reply.Acknowledged(0));
    try (RowSession session = Lanes.joinRows(0, "here", Map.of(), shards, SETTINGS)) {
      session.push(0, List.of(of(few, 0)), 1);
      assertThat(session.clock()).isEqualTo(0);
    }
  }

  @Test
  void aListThatIsLostOnTheWayComesAgain() throws InterruptedException {
    connector.losesOnTheWay = first(1, Request.RowList.class);
    try (RowSession session = join()) {
      assertThat(pulled(session, 0, few)).containsOnly(0);
    }
  }

  @Test
  void pushesThatAreLostOrNotAnsweredAreAppliedOnce() throws InterruptedException {
    RowIds many = RowIds.of(TABLES, 0, IntStream.range(0, 90_000).toArray());
    connector.losesOnTheWay = first(2, Request.RowPush.class);
    connector.losesTheAnswer = first(3, Request.RowPush.class);
    try (RowSession session = join()) {
      pulled(session, 0, many);
      session.push(0, List.of(of(many, 1)), 1);
      assertThat(pulled(session, 1, many)).containsOnly(-1);
    }
    assertThat(connector.opened).contains("shard 0", "shard 1");
    assertThat(connector.opened.size()).isGreaterThan(4);
  }

  @Test
  void aPullWhoseAnswerIsLostIsAskedAgain() throws InterruptedException {
    connector.losesTheAnswer = first(2, Request.RowPull.class);
    try (RowSession session = join()) {
      assertThat(pulled(session, 0, few)).containsOnly(0);
    }
  }

  @Test
  void endsWithTheBudget() throws InterruptedException {
    try (RowSession session = join()) {
      for (int clock = 0; clock < 3; clock++) {
        pulled(session, clock, few);
        session.push(clock, List.of(of(few, 1)), 1);
      }
      assertThat(session.pull(3, List.of(of(few, 0)))).isFalse();
    }
  }

  @Test
  void aNewerLeaseEndsTheOlder() throws InterruptedException {
    try (RowSession older = join()) {
      pulled(older, 0, few);
      try (RowSession newer = join()) {
        assertThat(pulled(newer, 0, few)).containsOnly(0);
        assertThatThrownBy(() -> older.push(0, List.of(of(few, 1)), 1))
            .isInstanceOf(SupersededException.class)
            .hasMessage("lane 0: lease 1 was taken over by lease 2");
      }
    }
  }

  @Test
  void aShardThatDoesNotAnswerIsNamedAtTheDeadline() throws InterruptedException {
    connector.swallows =
        request -> request instanceof Request.RowPull || request instanceof Request.Detach;
    RowClientSettings hasty =
        new RowClientSettings(TABLES, Duration.ofMillis(100), Duration.ofMillis(100));
    try (RowSession session = Lanes.joinRows(0, "here", Map.of(), connector, hasty)) {
      assertThatThrownBy(() -> session.pull(0, List.of(of(few, 0))))
          .isInstanceOf(LaneException.class)
          .hasMessage("lane 0: shard 0, 1 did not answer within 0 s");
    }
  }

  @Test
  void refusesTwoBatchesOfOneTable() throws InterruptedException {
    try (RowSession session = join()) {
      assertThatThrownBy(() -> session.pull(0, List.of(of(few, 0), of(few, 0))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "table words: 3 rows with 12 floats: expected one batch of a table, of 12 floats or"
                  + " more");
      assertThatThrownBy(() -> session.pull(0, List.of(new RowBatch(few, new float[11]))))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> session.push(1, List.of(of(few, 0)), 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("push for clock 1: expected 0, which was pulled for");
    }
  }

  @Test
  void aShardThatNeverRemembersIsGivenUp() throws InterruptedException {
    Connector forgetful =
        new Connector() {
          @Override
          public Connection coordinator(Duration deadline) {
            return answering();
          }

          @Override
          public Connection shard(int shard, Duration deadline) {
            return answering();
          }
        };
    try (RowSession session = Lanes.joinRows(0, "here", Map.of(), forgetful, SETTINGS)) {
      assertThatThrownBy(() -> session.pull(0, List.of(of(few, 0))))
          .isInstanceOf(LaneException.class)
          .hasMessageContaining("not remembered though sent 4 times");
    }
  }

  private static Connector.Connection answering() {
    return new Connector.Connection() {
      @Override
      public void submit(Request request, ReplyHandler handler) {
        handler.onReply(answer(request));
      }

      private Reply answer(Request request) {
        if (request instanceof Request.Join) {
          return new Reply.Joined(1);
        } else if (request instanceof Request.Attach) {
          return new Reply.Attached(0);
        }
        return request instanceof Request.RowPull ? new Reply.UnknownLists() : new Reply.Done();
      }

      @Override
      public void close() {}
    };
  }
}

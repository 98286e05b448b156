package org.tengen.ps.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.serving.Sent;

class RowShardTest {
  private static final Reply UNKNOWN = new Reply.UnknownLists();
  private static final Reply ACKNOWLEDGED = new Reply.Acknowledged(0);

  @Test
  void asksForAListThatItHasNotGot() {
    RowShardHarness harness = new RowShardHarness("asp", 1, 5);
    harness.attachAll();
    assertThat(harness.pull(0, 0, 12345).reply).isEqualTo(UNKNOWN);
    long list = harness.tell(0, 2, 5);
    assertThat(harness.pull(0, 0, list).weights).containsExactly(0f, 0f, 0f, 0f);
    assertThat(harness.push(0, 0, 12345, 0, 1, 1, 1).reply).isEqualTo(UNKNOWN);
  }

  @Test
  void changesTheRowsOfTheListAndNoOthers() {
    RowShardHarness harness = new RowShardHarness("asp", 1, 5);
    harness.attachAll();
    long list = harness.tell(0, 2, 5);
    harness.pull(0, 0, list);
    assertThat(harness.push(0, 0, list, 0, 2, 2, 4, 6, 8).reply).isEqualTo(ACKNOWLEDGED);
    long all = harness.tell(0, 1, 2, 3, 5);
    assertThat(harness.pull(0, 1, all).weights).containsExactly(0f, 0f, -1f, -2f, 0f, 0f, -3f, -4f);
  }

  @Test
  void acknowledgesARepeatedPushAndAppliesItOnce() {
    RowShardHarness harness = new RowShardHarness("asp", 1, 5);
    harness.attachAll();
    long list = harness.tell(0, 4);
    harness.pull(0, 0, list);
    harness.push(0, 0, list, 0, 1, 1, 1);
    assertThat(harness.push(0, 0, list, 0, 1, 1, 1).reply).isEqualTo(ACKNOWLEDGED);
    assertThat(harness.pull(0, 1, list).weights).containsExactly(-1f, -1f);
    assertThat(harness.statistics().updates()).isEqualTo(1);
  }

  @Test
  void takesAnEmptyPushAsAnIteration() {
    RowShardHarness harness = new RowShardHarness("asp", 1, 2);
    harness.attachAll();
    Sent pulled = harness.pull(0, 0, 0);
    assertThat(pulled.versions).containsExactly(0L);
    assertThat(pulled.weights).isEmpty();
    assertThat(harness.push(0, 0, 0, 0, 1).reply).isEqualTo(ACKNOWLEDGED);
    assertThat(harness.statistics().laneClocks()).containsExactly(1);
  }

  @Test
  void aSuccessorCompletesAPushThatBrokeOff() {
    int rows = 40_000;
    RowTraining wide = TestTables.training("asp", 1, 3, rows, 4, "sgd");
    RowShardHarness harness = new RowShardHarness(wide, RowShardSettings.USUAL_LIST_BYTES);
    harness.attachAll();
    int[] all = TestTables.upTo(rows);
    long list = harness.tell(0, all);
    harness.pull(0, 0, list);
    float[] part = TestTables.filled(16_384 * 4, 1);
    harness.pushPart(0, 1, 0, 0, list, 0, 1, part);
    harness.send(new Request.Attach(0, 2));
    harness.send(new Request.RowPull(0, 2, 0, new long[] {list}));
    assertThat(harness.pushPart(0, 2, 0, 0, list, 0, 1, part).reply).isEqualTo(ACKNOWLEDGED);
    harness.pushPart(0, 2, 0, 2, list, 0, 1, TestTables.filled((rows - 32_768) * 4, 1));
    assertThat(harness.statistics().updates()).isZero();
    harness.pushPart(0, 2, 0, 1, list, 0, 1, part);
    assertThat(harness.statistics().updates()).isEqualTo(1);
    Sent end = harness.send(new Request.RowPull(0, 2, 1, new long[] {list}));
    assertThat(end.weights).hasSize(rows * 4).containsOnly(-1f);
    assertThat(end.versions).containsExactly(1L, 1L, 1L);
  }

  @Test
  void refusesASuccessorsPushOfOtherRows() {
    RowTraining wide = TestTables.training("asp", 1, 3, 40_000, 4, "sgd");
    RowShardHarness harness = new RowShardHarness(wide, RowShardSettings.USUAL_LIST_BYTES);
    harness.attachAll();
    long list = harness.tell(0, TestTables.upTo(40_000));
    long other = harness.tell(0, TestTables.upTo(39_999));
    harness.pull(0, 0, list);
    harness.push(0, 0, list, 0, 1, TestTables.filled(16_384 * 4, 1));
    assertThat(harness.push(0, 0, other, 0, 1, TestTables.filled(16_384 * 4, 1)).refusal())
        .isEqualTo(
            "INVALID: lane 0 pushes rows for clock 0 with other lists or samples than it was begun"
                + " with: a repeat must have the same");
  }

  @Test
  void fencesAnOlderLease() {
    RowShardHarness harness = new RowShardHarness("asp", 1, 5);
    harness.attachAll();
    long list = harness.tell(0, 4);
    harness.pull(0, 0, list);
    harness.send(new Request.Attach(0, 2));
    assertThat(harness.push(0, 0, list, 0, 1, 1, 1).refusal())
        .isEqualTo("SUPERSEDED: lane 0: lease 1 was taken over by lease 2");
  }

  @Test
  void parksAPullBeyondTheSlackUntilTheSlowestLanePushes() {
    RowShardHarness harness = new RowShardHarness("ssp:0", 2, 5);
    harness.attachAll();
    long list = harness.tell(0, 4);
    harness.pull(0, 0, list);
    harness.pull(1, 0, list);
    harness.push(0, 0, list, 0, 1, 1, 1);
    Sent parked = harness.pull(0, 1, list);
    assertThat(parked.parked()).isTrue();
    harness.push(1, 0, list, 0, 1, 1, 1);
    assertThat(parked.weights).containsExactly(-2f, -2f);
  }

  @Test
  void refusesAParkedPullAtItsDeadlineAndNamesWhoWasWaitedFor() {
    RowShardHarness harness = new RowShardHarness("bsp", 2, 5);
    harness.attachAll();
    harness.pull(0, 0, 0);
    harness.push(0, 0, 0, 0, 1);
    Sent parked = harness.pull(0, 1, 0);
    harness.nowNs = RowShardHarness.PARKED_NS;
    harness.turn();
    assertThat(parked.refusal())
        .isEqualTo(
            "DEADLINE: lane 0 at clock 1 waited 1 s under bsp for lane 1, which is at clock 0");
  }

  @Test
  void behindABarrierAPullForTheClockBeforeReadsTheRowsOfThen() {
    RowShardHarness harness = new RowShardHarness("bsp", 2, 5);
    harness.attachAll();
    long both = harness.tell(0, 4, 6);
    long one = harness.tell(1, 6);
    harness.pull(0, 0, both);
    harness.pull(1, 0, one);
    harness.push(1, 0, one, 0, 1, 10, 10);
    harness.push(0, 0, both, 0, 1, 2, 2, 4, 4);
    harness.send(new Request.Attach(0, 2));
    Sent back = harness.send(new Request.RowPull(0, 2, 0, new long[] {both}));
    assertThat(back.weights).containsExactly(0f, 0f, 0f, 0f);
    assertThat(back.versions).containsExactly(0L);
    assertThat(harness.pushPart(0, 2, 0, 0, both, 0, 1, 9, 9, 9, 9).reply).isEqualTo(ACKNOWLEDGED);
    Sent now = harness.send(new Request.RowPull(0, 2, 1, new long[] {both}));
    assertThat(now.weights).containsExactly(-1f, -1f, -7f, -7f);
  }

  @Test
  void measuresStalenessInUpdatesOfTheShard() {
    RowShardHarness harness = new RowShardHarness("asp", 2, 5);
    harness.attachAll();
    long list = harness.tell(0, 4);
    harness.pull(0, 0, list);
    for (int clock = 0; clock < 3; clock++) {
      Sent pulled = harness.pull(1, clock, list);
      harness.push(1, clock, list, pulled.versions.get(0), 1, 1, 1);
    }
    harness.push(0, 0, list, 0, 1, 1, 1);
    assertThat(harness.statistics().staleness().getMaxValue()).isEqualTo(3);
    assertThat(harness.statistics().staleness().getTotalCount()).isEqualTo(4);
  }

  @Test
  void aLanePullsOneIterationAheadAndKnowsOfItsOwnPushInBetween() {
    RowShardHarness harness = new RowShardHarness("asp", 2, 5);
    harness.attachAll();
    long list = harness.tell(0, 4);
    harness.tell(1, 4);
    harness.pull(0, 0, list);
    Sent ahead = harness.pull(0, 1, list);
    assertThat(ahead.weights).containsExactly(0f, 0f);
    assertThat(ahead.versions).containsExactly(0L);
    assertThat(harness.push(0, 0, list, 0, 1, 1, 1).reply).isEqualTo(ACKNOWLEDGED);
    Sent other = harness.pull(1, 0, list);
    harness.push(1, 0, list, other.versions.get(0), 1, 1, 1);
    assertThat(harness.push(0, 1, list, 1, 1, 1, 1).refusal())
        .endsWith("for clock 1 on version 1: was given 0");
    assertThat(harness.push(0, 1, list, 0, 1, 1, 1).reply).isEqualTo(ACKNOWLEDGED);
    // two updates since, one of them its own
    assertThat(harness.statistics().staleness().getMaxValue()).isEqualTo(1);
    assertThat(harness.pull(0, 2, list).weights).containsExactly(-3f, -3f);
  }

  @Test
  void refusesAPullTwoIterationsAheadAndBehindABarrierOne() {
    RowShardHarness harness = new RowShardHarness("ssp:4", 2, 5);
    harness.attachAll();
    assertThat(harness.pull(0, 2, 0).refusal())
        .isEqualTo(
            "INVALID: lane 0 pulls rows for clock 2: expected at most 1, as it has pushed for 0");
    RowShardHarness barrier = new RowShardHarness("bsp", 2, 5);
    barrier.attachAll();
    assertThat(barrier.pull(0, 1, 0).refusal())
        .isEqualTo(
            "INVALID: lane 0 pulls rows for clock 1: expected at most 0, as it has pushed for 0");
  }

  @Test
  void aPullAheadWaitsForTheSlowestLaneAsAnyDoes() {
    RowShardHarness harness = new RowShardHarness("ssp:1", 2, 5);
    harness.attachAll();
    harness.pull(0, 0, 0);
    assertThat(harness.pull(0, 1, 0).parked()).isFalse();
    harness.push(0, 0, 0, 0, 1);
    Sent ahead = harness.pull(0, 2, 0);
    assertThat(ahead.parked()).isTrue();
    harness.pull(1, 0, 0);
    harness.push(1, 0, 0, 1, 1);
    assertThat(ahead.parked()).isFalse();
  }

  @Test
  void dividesTheRateByTheStaleness() {
    RowShardHarness harness = new RowShardHarness("asp:lr/tau", 2, 5);
    harness.attachAll();
    long mine = harness.tell(0, 4);
    long other = harness.tell(1, 5);
    harness.pull(0, 0, mine);
    for (int clock = 0; clock < 4; clock++) {
      Sent pulled = harness.pull(1, clock, other);
      harness.push(1, clock, other, pulled.versions.get(0), 1, 1, 1);
    }
    harness.push(0, 0, mine, 0, 1, 1, 2);
    assertThat(harness.pull(0, 1, mine).weights).containsExactly(-0.25f, -0.5f);
  }

  @Test
  void endsWithTheBudget() {
    RowShardHarness harness = new RowShardHarness("asp", 2, 1);
    harness.attachAll();
    long list = harness.tell(0, 4);
    for (int clock = 0; clock < 2; clock++) {
      Sent pulled = harness.pull(0, clock, list);
      harness.push(0, clock, list, pulled.versions.get(0), 1, 1, 1);
    }
    assertThat(harness.pull(1, 0, list).reply).isEqualTo(new Reply.BudgetSpent());
    assertThat(harness.events).containsExactly("finished");
  }

  @Test
  void refusesListsThatMakeNoSense() {
    RowShardHarness harness = new RowShardHarness("asp", 1, 5);
    harness.attachAll();
    assertThat(refusal(harness, 0, 3, 2))
        .isEqualTo("row 2 at 1 after row 3: expected rising rows, each once");
    assertThat(refusal(harness, 0, 3, 3))
        .isEqualTo("row 3 at 1 after row 3: expected rising rows, each once");
    assertThat(refusal(harness, 0, 3, 10)).isEqualTo("row 10 of table words: shard 0 has 0 to 9");
    assertThat(refusal(harness, 0, -1, 3)).isEqualTo("row -1 of table words: shard 0 has 0 to 9");
    assertThat(refusal(harness, 1, 3)).isEqualTo("table 1: expected 0 to 0");
    assertThat(refusal(harness, 0))
        .isEqualTo("an empty list: expected 1 row or more, none needs no list");
    Sent forged = harness.send(new Request.RowList(0, 1, 0, 99, new int[] {1}));
    assertThat(forged.refusal())
        .isEqualTo("INVALID: lane 0 names rows by a hash that is not that of its rows");
  }

  private static String refusal(RowShardHarness harness, int table, int... rows) {
    Sent sent = harness.send(new Request.RowList(0, 1, table, RowList.hash(table, rows), rows));
    return sent.refusal().replace("INVALID: lane 0 names rows by ", "");
  }

  @Test
  void refusesPushesThatMakeNoSense() {
    RowShardHarness harness = new RowShardHarness("asp", 1, 5);
    harness.attachAll();
    long list = harness.tell(0, 4);
    assertThat(harness.push(0, 0, list, 0, 1, 1, 1).refusal())
        .endsWith("for clock 0: expected clock 0, after a pull for it");
    harness.pull(0, 0, list);
    assertThat(harness.push(0, 0, list, 0, 1, 1).refusal())
        .endsWith("for clock 0 with 1 floats in part 0: expected 2");
    assertThat(harness.pushPart(0, 1, 0, 1, list, 0, 1, 1, 1).refusal())
        .endsWith("for clock 0 with part 1: expected 0 to 0");
    assertThat(harness.push(0, 0, list, 1, 1, 1, 1).refusal())
        .endsWith("for clock 0 on version 1: was given 0");
    assertThat(harness.push(0, 0, list, 0, 0, 1, 1).refusal())
        .endsWith("for clock 0 of 0 samples: expected 1 or more");
    assertThat(harness.push(0, 1, list, 0, 1, 1, 1).refusal())
        .endsWith("for clock 1: expected clock 0, after a pull for it");
    assertThat(harness.send(new Request.Pull(0, 1, 0)).refusal())
        .isEqualTo("INVALID: shard 0 of rows takes no Pull");
    assertThat(harness.statistics().updates()).isZero();
  }

  @Test
  void forgetsListsBeyondItsMemoryButNotALanesNewest() {
    RowShardHarness harness = new RowShardHarness(RowShardHarness.training("asp", 1, 5), 250);
    harness.attachAll();
    long first = harness.tell(0, 1);
    long second = harness.tell(0, 2);
    long third = harness.tell(0, 3);
    assertThat(harness.statistics().lists()).isEqualTo(2);
    assertThat(harness.pull(0, 0, first).reply).isEqualTo(UNKNOWN);
    assertThat(harness.pull(0, 0, second).weights).hasSize(2);
    long large = harness.tell(0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(harness.pull(0, 0, large).weights).hasSize(20);
    assertThat(harness.pull(0, 0, third).reply).isEqualTo(UNKNOWN);
  }

  @Test
  void aSnapshotStaysAsItWasWhileTheShardGoesOn() {
    RowShardHarness harness = new RowShardHarness("asp", 1, 5);
    harness.attachAll();
    long list = harness.tell(0, 4);
    harness.pull(0, 0, list);
    harness.push(0, 0, list, 0, 1, 1, 1);
    try (RowSnapshot snapshot = harness.snapshot()) {
      harness.pull(0, 1, list);
      harness.push(0, 1, list, 1, 1, 5, 5);
      float[] block = Objects.requireNonNull(snapshot.weights(0, 0));
      assertThat(block[8]).isEqualTo(-1f);
      assertThat(snapshot.marks().lanes().get(0).clock()).isEqualTo(1);
    }
    assertThat(harness.pull(0, 2, list).weights).containsExactly(-6f, -6f);
  }

  @ParameterizedTest
  @CsvSource({"1, sgd", "3, sgd", "100, sgd", "100, adagrad", "5000, sgd", "5000, adagrad"})
  void addsFromTheMiddleOfAnArrayWhatItAddsFromMemoryOutsideTheHeap(int width, String optimiser) {
    int[] rows = {0, 1, 2, 5, 7, 8, 60, 61, 62, 63, 64, 90};
    float[] sum = new float[4 + rows.length * width];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (float) Math.sin(i);
    }
    ByteBuffer outside = ByteBuffer.allocateDirect(sum.length * Float.BYTES);
    FloatBuffer buffer = outside.order(ByteOrder.nativeOrder()).asFloatBuffer().put(0, sum);
    int floats = sum.length - 4;
    List<Float> fromArray = after(width, optimiser, rows, Payload.of(sum, 4, floats));
    List<Float> fromBuffer = after(width, optimiser, rows, Payload.of(buffer, 4, floats));
    assertThat(fromArray).isEqualTo(fromBuffer).hasSize(floats).doesNotContain(0f);
  }

  /** The rows after two pushes of the same sums by three samples each. */
  private static List<Float> after(int width, String optimiser, int[] rows, Payload sums) {
    RowTraining training = TestTables.training("asp", 1, 9, 100, width, optimiser);
    RowShardHarness harness = new RowShardHarness(training, RowShardSettings.USUAL_LIST_BYTES);
    harness.attachAll();
    long[] list = {harness.tell(0, rows)};
    for (int clock = 0; clock < 2; clock++) {
      harness.pull(0, clock, list[0]);
      harness.send(new Request.RowPush(0, 1, clock, 0, clock, 3, list, sums));
    }
    return harness.pull(0, 2, list[0]).weights;
  }

  @Test
  void behindABarrierUpdatesMoreRowsThanFitOnePart() {
    int width = 40_000;
    RowTraining wide = TestTables.training("bsp", 2, 3, 3, width, "sgd");
    RowShardHarness harness = new RowShardHarness(wide, RowShardSettings.USUAL_LIST_BYTES);
    harness.attachAll();
    long first = harness.tell(0, 0, 2);
    long second = harness.tell(1, 0, 1);
    harness.pull(0, 0, first);
    harness.pull(1, 0, second);
    harness.pushPart(1, 1, 0, 1, second, 0, 1, TestTables.filled(width, 3));
    harness.pushPart(0, 1, 0, 1, first, 0, 1, TestTables.filled(width, 1));
    harness.pushPart(0, 1, 0, 0, first, 0, 1, TestTables.filled(width, 1));
    harness.pushPart(1, 1, 0, 0, second, 0, 1, TestTables.filled(width, 3));
    Sent end = harness.pull(0, 1, harness.tell(0, 0, 1, 2));
    assertThat(end.weights.get(0)).isEqualTo(-2f);
    assertThat(end.weights.get(width)).isEqualTo(-1.5f);
    assertThat(end.weights.get(3 * width - 1)).isEqualTo(-0.5f);
  }
}

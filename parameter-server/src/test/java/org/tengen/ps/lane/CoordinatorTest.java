package org.tengen.ps.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tengen.ps.protocol.Opening;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.protocol.StepTimes;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.protocol.Traffic;

class CoordinatorTest {
  private static final Map<String, String> FACTS = Map.of("cpu", "avx2", "threads", "1");

  private final Coordinator coordinator =
      new Coordinator(new CoordinatorSettings(3, 3, true, 60_000_000_000L), () -> {});
  private long nowNs;

  private List<Reply> send(Request request) {
    List<Reply> replies = new ArrayList<>();
    coordinator.submit(request, replies::add);
    coordinator.doWork(nowNs);
    return replies;
  }

  private List<Reply> join(int lane) {
    return send(new Request.Join(lane, "host-" + lane, FACTS));
  }

  private List<LaneReport> report() {
    var asked = coordinator.report();
    coordinator.doWork(nowNs);
    return asked.join();
  }

  @Test
  void letsNobodyBeginBeforeAllHaveCome() {
    List<Reply> first = join(0);
    List<Reply> second = join(2);
    assertThat(first).isEmpty();
    List<Reply> last = join(1);
    assertThat(List.of(first, second, last)).containsOnly(List.of(new Reply.Joined(1)));
  }

  @Test
  void namesTheLanesThatDidNotComeInTime() {
    nowNs = 5;
    List<Reply> first = join(1);
    nowNs += 60_000_000_000L - 1;
    coordinator.doWork(nowNs);
    assertThat(first).isEmpty();
    nowNs += 1;
    coordinator.doWork(nowNs);
    assertThat(first)
        .containsExactly(
            new Reply.Refused(
                Reply.Refused.Reason.DEADLINE,
                "lanes 0, 2 of 3 have not joined 60 s after the first"));
  }

  @Test
  void startsTheRendezvousAgainAfterItsDeadline() {
    join(1);
    nowNs = 60_000_000_000L;
    coordinator.doWork(nowNs);
    join(0);
    join(2);
    assertThat(join(1)).containsExactly(new Reply.Joined(1));
  }

  @Test
  void givesALaneToWhoeverJoinsLast() {
    joinAll();
    assertThat(join(1)).containsExactly(new Reply.Joined(2));
    assertThat(send(new Request.Progress(1, 1, totals(5))))
        .containsExactly(
            new Reply.Refused(
                Reply.Refused.Reason.SUPERSEDED, "lane 1: lease 1 was taken over by host-1"));
    assertThat(send(new Request.Leave(1, 2, true))).containsExactly(new Reply.Done());
  }

  @Test
  void sumsTheTotalsOfALanesLeases() {
    joinAll();
    send(new Request.Progress(1, 1, totals(5)));
    send(new Request.Progress(1, 1, totals(7)));
    join(1);
    send(new Request.Progress(1, 2, totals(2)));
    assertThat(report().get(1).totals()).isEqualTo(totals(9));
    assertThat(report().get(0).totals()).isEqualTo(totals(0));
  }

  @Test
  void reportsHowLongAHolderHasBeenSilent() {
    joinAll();
    nowNs = 100;
    send(new Request.Progress(1, 1, totals(5)));
    nowNs = 250;
    coordinator.doWork(nowNs);
    assertThat(report()).extracting(LaneReport::silentNs).containsExactly(250L, 150L, 250L);
    send(new Request.Leave(1, 1, true));
    assertThat(report().get(1).silentNs()).isZero();
    assertThat(report().get(1).finished()).isTrue();
  }

  @Test
  void refusesAWorkerThatDiffersAndNamesTheFact() {
    join(0);
    assertThat(send(new Request.Join(1, "other", Map.of("cpu", "avx512", "threads", "1"))))
        .containsExactly(
            new Reply.Refused(
                Reply.Refused.Reason.INVALID,
                "workers differ in cpu: avx512 at other (lane 1), avx2 at host-0 (lane 0);"
                    + " bsp needs the same on all"));
  }

  @Test
  void takesWorkersThatDifferWhereNoBitsArePromised() {
    Coordinator tolerant = new Coordinator(new CoordinatorSettings(2, 2, false, 1000), () -> {});
    List<Reply> replies = new ArrayList<>();
    tolerant.submit(new Request.Join(0, "a", FACTS), replies::add);
    tolerant.submit(new Request.Join(1, "b", Map.of("cpu", "arm")), replies::add);
    tolerant.doWork(0);
    assertThat(replies).containsExactly(new Reply.Joined(1), new Reply.Joined(1));
  }

  @Test
  void letsSomeBeginWhereNotAllShallMeet() {
    Coordinator elastic = new Coordinator(new CoordinatorSettings(3, 2, false, 1000), () -> {});
    List<Reply> replies = new ArrayList<>();
    elastic.submit(new Request.Join(2, "a", FACTS), replies::add);
    elastic.doWork(0);
    assertThat(replies).isEmpty();
    elastic.submit(new Request.Join(0, "b", FACTS), replies::add);
    elastic.doWork(0);
    assertThat(replies).containsExactly(new Reply.Joined(1), new Reply.Joined(1));
    elastic.submit(new Request.Join(1, "late", FACTS), replies::add);
    elastic.doWork(5000);
    assertThat(replies).hasSize(3).endsWith(new Reply.Joined(1));
  }

  @Test
  void asksForALanesWorkerWithItsNextProgressAndNotForItsSuccessors() {
    joinAll();
    coordinator.vacate(1);
    assertThat(send(new Request.Progress(0, 1, totals(1)))).containsExactly(new Reply.Done());
    assertThat(send(new Request.Progress(1, 1, totals(1)))).containsExactly(new Reply.Vacate());
    send(new Request.Leave(1, 1, false));
    coordinator.vacate(1);
    join(1);
    assertThat(send(new Request.Progress(1, 2, totals(1)))).containsExactly(new Reply.Done());
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThat(join(3))
        .containsExactly(
            new Reply.Refused(Reply.Refused.Reason.INVALID, "lane 3: expected 0 to 2"));
    assertThat(send(new Request.Leave(0, 1, true)))
        .containsExactly(
            new Reply.Refused(Reply.Refused.Reason.INVALID, "lane 0: no lease 1 was given out"));
    assertThat(send(new Request.Attach(0, 1)))
        .containsExactly(
            new Reply.Refused(Reply.Refused.Reason.INVALID, "the coordinator takes no Attach"));
  }

  @Test
  void refusesThoseWhoWaitWhenTheRunEnds() {
    List<Reply> waiting = join(0);
    coordinator.close("the run has ended");
    assertThat(waiting)
        .containsExactly(new Reply.Refused(Reply.Refused.Reason.CLOSED, "the run has ended"));
  }

  @Test
  void knowsHowLongAfterAllHadComeALaneBegan() {
    joinAll();
    nowNs = 700;
    send(new Request.Leave(1, 1, false));
    join(1);
    send(new Request.Progress(0, 1, opening()));
    send(new Request.Progress(1, 2, opening()));

    List<LaneReport> reports = report();
    assertThat(reports.get(0).totals().opening().afterNs()).isZero();
    assertThat(reports.get(1).totals().opening().afterNs()).isEqualTo(700);
  }

  private static StepTotals opening() {
    Opening.Piece step = new Opening.Piece(Opening.Activity.COMPUTING, 9);
    return new StepTotals(
        1, 1, 1, 1, 1, 1, 1, 1, Traffic.NOTHING, StepTimes.NONE, new Opening(0, List.of(step)));
  }

  private void joinAll() {
    join(0);
    join(1);
    join(2);
  }

  private static StepTotals totals(long each) {
    return new StepTotals(each, each, each, each, each, each, each, each, Traffic.NOTHING);
  }

  @Test
  void saysWhereAShardIsByNowToWhoHoldsTheLane() {
    List<Reply.Placed> places =
        new ArrayList<>(List.of(Reply.Placed.AT_FIRST, new Reply.Placed(2, "10.0.0.7:7071")));
    Coordinator knowing =
        new Coordinator(new CoordinatorSettings(1, 1, false, 1000), places::get, () -> {});
    List<Reply> replies = new ArrayList<>();
    knowing.submit(new Request.Join(0, "host", Map.of()), replies::add);
    knowing.submit(new Request.Where(0, 1, 0), replies::add);
    knowing.submit(new Request.Where(0, 1, 1), replies::add);
    knowing.submit(new Request.Join(0, "other", Map.of()), replies::add);
    knowing.submit(new Request.Where(0, 1, 1), replies::add);
    knowing.doWork(0);
    assertThat(replies)
        .containsExactly(
            new Reply.Joined(1),
            new Reply.Placed(1, ""),
            new Reply.Placed(2, "10.0.0.7:7071"),
            new Reply.Joined(2),
            new Reply.Refused(
                Reply.Refused.Reason.SUPERSEDED, "lane 0: lease 1 was taken over by other"));
  }
}

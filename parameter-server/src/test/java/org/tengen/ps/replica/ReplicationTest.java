package org.tengen.ps.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tengen.ps.replica.TwoReplicas.attach;
import static org.tengen.ps.replica.TwoReplicas.pull;
import static org.tengen.ps.replica.TwoReplicas.push;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.replica.TwoReplicas.Heard;
import org.tengen.ps.shard.ImageIntervals;

class ReplicationTest {
  private static final long SIX_SECONDS_NS = 6_000_000_000L;

  @Test
  void acknowledgesAPushWhenTheSuccessorHasConfirmedIt() {
    TwoReplicas both = TwoReplicas.pulled("asp", 1);
    Heard push = both.ask(push(0, 0, 0, 0, 2));
    assertThat(both.carry()).isEqualTo(1);
    both.turn();
    assertThat(push.reply).isNull();
    assertThat(both.weights(both.primary)).containsExactly(0f, 0f);
    assertThat(both.weights(both.successor)).containsExactly(-2f, 0f);
    both.confirm();
    assertThat(push.reply).isEqualTo(new Reply.Acknowledged(0));
    assertThat(both.weights(both.primary)).containsExactly(-2f, 0f);
  }

  @Test
  void aSuccessorIsNotLateByTheTimeOfALongTurnOfThePrimary() {
    TwoReplicas both = TwoReplicas.pulled("asp", 1);
    both.ask(push(0, 0, 0, 0, 2));
    both.nowNs += SIX_SECONDS_NS;
    both.turn();
    assertThat(both.primary.status(both.nowNs).waiting()).isEqualTo(1);
    assertThat(both.primary.status(both.nowNs).stalledNs()).isZero();
    both.nowNs += 1000;
    assertThat(both.primary.status(both.nowNs).stalledNs()).isEqualTo(1000);
  }

  @Test
  void aSuccessorThatIsSilentWhileThePrimaryHasTurnsIsLate() {
    TwoReplicas both = TwoReplicas.pulled("asp", 1);
    both.ask(push(0, 0, 0, 0, 2));
    for (int tenth = 0; tenth < 60; tenth++) {
      both.nowNs += SIX_SECONDS_NS / 60;
      both.turn();
    }
    assertThat(both.primary.status(both.nowNs).stalledNs()).isEqualTo(SIX_SECONDS_NS);
  }

  @Test
  void answersAPullWithWeightsThatTheSuccessorHas() {
    TwoReplicas both = TwoReplicas.pulled("asp", 2);
    both.ask(push(0, 0, 0, 0, 2));
    Heard pull = both.ask(pull(1, 0));
    both.turn();
    assertThat(pull.versions).isEmpty();
    both.carry();
    both.confirm();
    assertThat(pull.versions).containsEntry(0, 1L).containsEntry(1, 0L);
    assertThat(pull.reply).isInstanceOf(Reply.Pulled.class);
  }

  @Test
  void anAttachSaysTheEpoch() {
    TwoReplicas both = TwoReplicas.following("asp", 1);
    assertThat(both.done(attach(0)).reply).isEqualTo(new Reply.Attached(0, 1));
    both.order(both.primary, new ReplicaOrder.Alone(2));
    assertThat(both.ask(attach(0)).reply).isEqualTo(new Reply.Attached(0, 2));
  }

  @Test
  void servesNobodyBeforeItsFirstLease() {
    TwoReplicas both = new TwoReplicas("asp", 1, ImageIntervals.none());
    both.connect();
    assertThat(both.ask(attach(0)).refusal()).isEqualTo("SUPERSEDED_EPOCH");
    both.lease();
    assertThat(both.done(attach(0)).reply).isEqualTo(new Reply.Attached(0, 1));
  }

  @Test
  void aSuccessorServesNobody() {
    TwoReplicas both = TwoReplicas.following("asp", 1);
    assertThat(both.ask(both.successor, attach(0)).refusal()).isEqualTo("SUPERSEDED_EPOCH");
  }

  @Test
  void anAnswerLeavesOnlyWithinTheLease() {
    TwoReplicas both = TwoReplicas.pulled("asp", 1);
    Heard push = both.ask(push(0, 0, 0, 0, 2));
    both.carry();
    both.nowNs = TwoReplicas.LEASE_NS;
    both.confirm();
    assertThat(push.refusal()).isEqualTo("SUPERSEDED_EPOCH");
    assertThat(both.weights(both.primary)).containsExactly(-2f, 0f);
    assertThat(both.primary.status(both.nowNs).acknowledged()).isZero();
    assertThat(both.primary.status(both.nowNs).withheld()).isEqualTo(1);
  }

  @Test
  void aSliceOfAPullThatHasBegunDoesNotLeaveAfterTheLease() {
    TwoReplicas both = TwoReplicas.following("asp", 1);
    both.done(attach(0));
    Heard pull = both.pullsOverAFullWay();
    both.nowNs = TwoReplicas.LEASE_NS;
    pull.goOn();
    both.turn();
    assertThat(pull.versions).isEmpty();
    assertThat(pull.refusal()).isEqualTo("SUPERSEDED_EPOCH");
  }

  @Test
  void theLeaseIsAskedWhenTheAnswerLeavesAndNotWhenTheTurnBegins() {
    TwoReplicas both = TwoReplicas.following("asp", 1);
    both.done(attach(0));
    Heard pull = both.ask(pull(0, 0));
    both.carry();
    both.primary.confirmed(1, both.upwards.confirmed);
    both.nowNs = TwoReplicas.LEASE_NS;
    both.primary.doWork(TwoReplicas.LEASE_NS - 1);
    assertThat(pull.versions).isEmpty();
    assertThat(pull.refusal()).isEqualTo("SUPERSEDED_EPOCH");
  }

  /** As a checkpoint that is copied in a turn for longer than the lease lasts. */
  @Test
  void aLeaseThatComesInALongTurnCountsForWhatLeavesInIt() {
    TwoReplicas both = TwoReplicas.following("asp", 1);
    both.done(attach(0));
    Heard pull = new Heard();
    both.primary.submit(
        pull(0, 0),
        new ReplyHandler() {
          @Override
          public void onWeights(int slice, long version, Payload weights) {
            pull.onWeights(slice, version, weights);
            both.nowNs = TwoReplicas.LEASE_NS + 1;
            both.primary.lease(1, TwoReplicas.LEASE_NS, TwoReplicas.LEASE_NS);
          }

          @Override
          public void onReply(Reply reply) {
            pull.onReply(reply);
          }
        });
    both.turn();
    both.carry();
    both.confirm();
    assertThat(pull.reply).isInstanceOf(Reply.Pulled.class);
    assertThat(pull.versions).containsKeys(0, 1);
  }

  @Test
  void aLeaseCountsFromWhenItWasAskedForAndNeverBackwards() {
    TwoReplicas both = new TwoReplicas("asp", 1, ImageIntervals.none());
    both.connect();
    both.primary.lease(1, 500, 1000);
    both.primary.lease(1, 400, 1000);
    both.nowNs = 1499;
    assertThat(both.done(attach(0)).reply).isEqualTo(new Reply.Attached(0, 1));
    both.nowNs = 1500;
    assertThat(both.ask(attach(0)).refusal()).isEqualTo("SUPERSEDED_EPOCH");
    both.primary.lease(7, 1500, 1000);
    assertThat(both.ask(attach(0)).refusal()).isEqualTo("SUPERSEDED_EPOCH");
  }

  @Test
  void whoWaitsWhenTheLeaseRunsOutIsToldAndThePushKeepsItsPlaceAndItsFloats() {
    TwoReplicas both = TwoReplicas.pulled("bsp", 2);
    Heard parked = both.pullsForTheNext();
    both.done(pull(1, 0));
    float[] floats = {4, 4};
    Heard push = new Heard();
    both.forwarded.takes = 0;
    both.primary.submit(
        new Request.Push(1, 1, 0, 0, 0, 1, Payload.of(floats, 0, floats.length)), push);
    both.turn();
    both.nowNs = TwoReplicas.LEASE_NS;
    both.turn();
    assertThat(parked.refusal()).isEqualTo("SUPERSEDED_EPOCH");
    assertThat(push.refusal()).isEqualTo("SUPERSEDED_EPOCH");
    floats[0] = 99;
    both.forwarded.goOn(9);
    both.turn();
    both.carry();
    both.confirm();
    assertThat(both.weights(both.primary)).containsExactly(-3f, 0f);
    assertThat(both.weights(both.successor)).containsExactly(-3f, 0f);
  }

  @Test
  void aConfirmationThatWasLostWithItsWayIsSaidAgainOverTheNext() {
    TwoReplicas both = TwoReplicas.pulled("asp", 1);
    Heard push = both.ask(push(0, 0, 0, 0, 2));
    both.carry();
    both.upwards.confirmed = 0;
    both.successor.upstream(null);
    both.successor.doWork(0);
    both.connect();
    both.confirm();
    assertThat(push.reply).isEqualTo(new Reply.Acknowledged(0));
  }

  @Test
  void anEndAfterALapseAnswersAParkedPullNoSecondTime() {
    TwoReplicas both = TwoReplicas.pulled("bsp", 2);
    Heard parked = both.pullsForTheNext();
    both.nowNs = TwoReplicas.LEASE_NS;
    both.turn();
    assertThat(parked.refusal()).isEqualTo("SUPERSEDED_EPOCH");
    both.primary.close("the run has ended");
    assertThat(parked.refusal()).isEqualTo("SUPERSEDED_EPOCH");
  }

  @Test
  void aSuccessorThatIsFencedEndsNoPrimary() {
    TwoReplicas both = TwoReplicas.following("asp", 1);
    both.order(both.successor, new ReplicaOrder.Fence(3));
    assertThat(both.upwards.superseded).isZero();
  }

  @Test
  void entriesThatComeTwiceAreDoneOnceAndConfirmedAgain() {
    TwoReplicas both = TwoReplicas.pulled("asp", 1);
    both.ask(push(0, 0, 0, 0, 2));
    Entry entry = both.forwarded.entries.get(0);
    both.carry();
    both.upwards.confirmed = 0;
    both.successor.take(entry);
    both.successor.doWork(0);
    assertThat(both.upwards.confirmed).isEqualTo(entry.sequence());
    assertThat(both.weights(both.successor)).containsExactly(-2f, 0f);
  }

  @Test
  void anEntryAfterAGapIsAskedForAgainWithThoseBeforeIt() {
    TwoReplicas both = TwoReplicas.pulled("asp", 1);
    both.ask(push(0, 0, 0, 0, 2));
    both.ask(push(0, 0, 1, 0, 2));
    both.successor.take(both.forwarded.entries.get(1));
    both.successor.doWork(0);
    assertThat(both.weights(both.successor)).containsExactly(0f, 0f);
    assertThat(both.upwards.from).isEqualTo(3);
    both.forwarded.entries.clear();
    both.primary.follow(1, both.upwards.from, both.forwarded);
    both.turn();
    assertThat(both.forwarded.sequences()).containsExactly(3L, 4L);
    both.carry();
    both.confirm();
    assertThat(both.weights(both.primary)).containsExactly(-2f, -2f);
  }

  @Test
  void aNewConnectionGoesOnWithWhatIsNotConfirmed() {
    TwoReplicas both = TwoReplicas.pulled("asp", 1);
    Heard push = both.ask(push(0, 0, 0, 0, 2));
    both.forwarded.entries.clear();
    both.successor.upstream(null);
    both.connect();
    assertThat(both.forwarded.sequences()).containsExactly(3L);
    both.carry();
    both.confirm();
    assertThat(push.reply).isEqualTo(new Reply.Acknowledged(0));
  }

  @Test
  void whoLacksEntriesThatAreDoneAndGoneCannotFollow() {
    TwoReplicas both = TwoReplicas.following("asp", 1);
    both.done(attach(0));
    TwoReplicas.Forwarded late = new TwoReplicas.Forwarded();
    both.primary.follow(1, 1, late);
    both.turn();
    assertThat(late.over)
        .containsExactly(
            "entries from 1 on in epoch 1: this replica is PRIMARY in epoch 1 and has done 1");
  }

  @Test
  void forwardsAsFastAsTheWayTakesIt() {
    TwoReplicas both = TwoReplicas.following("asp", 1);
    both.forwarded.takes = 1;
    both.ask(attach(0));
    both.ask(pull(0, 0));
    assertThat(both.forwarded.sequences()).containsExactly(1L);
    both.forwarded.takes = 1;
    both.turn();
    assertThat(both.forwarded.sequences()).containsExactly(1L);
    both.forwarded.goOn(1);
    both.turn();
    assertThat(both.forwarded.sequences()).containsExactly(1L, 2L);
  }

  @Test
  void imagesAndTheEndAreToldByWhoLeads() {
    TwoReplicas both = new TwoReplicas("bsp", 1, new ImageIntervals(2, 0));
    both.connect();
    both.lease();
    both.done(attach(0));
    for (int clock = 0; clock < 8; clock++) {
      both.done(pull(0, clock));
      both.done(push(0, clock, 0, clock, 1));
      both.done(push(0, clock, 1, clock, 1));
    }
    assertThat(both.events)
        .isEqualTo(
            List.of(
                "PRIMARY asks for EVALUATION 1",
                "PRIMARY asks for EVALUATION 2",
                "PRIMARY asks for EVALUATION 3",
                "PRIMARY asks for EVALUATION 4",
                "PRIMARY finished"));
    both.order(both.successor, new ReplicaOrder.Promote(2));
    assertThat(both.events).endsWith("PRIMARY finished", "SUCCESSOR finished");
  }
}

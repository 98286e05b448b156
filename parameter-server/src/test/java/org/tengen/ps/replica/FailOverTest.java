package org.tengen.ps.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tengen.ps.replica.TwoReplicas.attach;
import static org.tengen.ps.replica.TwoReplicas.pull;
import static org.tengen.ps.replica.TwoReplicas.push;

import org.junit.jupiter.api.Test;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.replica.TwoReplicas.Heard;

class FailOverTest {
  @Test
  void whoIsPromotedServesWhatWasAcknowledgedAndTakesARepeatOnce() {
    TwoReplicas both = TwoReplicas.pulled("asp", 1);
    both.done(push(0, 0, 0, 0, 2));
    both.ask(push(0, 0, 1, 0, 4));
    both.carry();
    assertThat(both.order(both.successor, new ReplicaOrder.Promote(2)).role())
        .isEqualTo(Role.ALONE);
    assertThat(both.ask(both.successor, attach(0)).reply).isEqualTo(new Reply.Attached(1, 2));
    Heard repeat = both.ask(both.successor, push(0, 0, 1, 0, 4).in(2));
    assertThat(repeat.reply).isEqualTo(new Reply.Acknowledged(0));
    assertThat(both.weights(both.successor)).containsExactly(-2f, -4f);
    Heard pull = both.ask(both.successor, pull(0, 1).in(2));
    assertThat(pull.versions).containsEntry(0, 1L).containsEntry(1, 1L);
  }

  @Test
  void aPushOnAVersionThatLeftThePrimaryLateIsTakenByWhoIsPromoted() {
    TwoReplicas both = TwoReplicas.following("asp", 2);
    both.done(attach(0));
    both.done(attach(1));
    both.done(pull(1, 0));
    Heard slow = both.pullsOverAFullWay();
    both.done(push(1, 0, 0, 0, 2));
    slow.goOn();
    both.turn();
    assertThat(slow.versions).containsEntry(0, 1L).containsEntry(1, 0L);
    both.order(both.successor, new ReplicaOrder.Promote(2));
    both.ask(both.successor, attach(0));
    Heard push = both.ask(both.successor, push(0, 0, 0, 1, 4).in(2));
    assertThat(push.reply).isEqualTo(new Reply.Acknowledged(0));
  }

  @Test
  void requestsOfAnOlderEpochAreRefused() {
    TwoReplicas both = TwoReplicas.following("asp", 1);
    both.done(attach(0));
    both.order(both.successor, new ReplicaOrder.Promote(2));
    both.ask(both.successor, attach(0));
    assertThat(both.ask(both.successor, pull(0, 0)).refusal()).isEqualTo("SUPERSEDED_EPOCH");
    assertThat(both.ask(both.successor, pull(0, 0).in(3)).refusal()).isEqualTo("SUPERSEDED_EPOCH");
    assertThat(both.ask(both.successor, pull(0, 0).in(2)).reply).isInstanceOf(Reply.Pulled.class);
  }

  @Test
  void whoIsPromotedTakesNothingFromTheOldPrimaryAndTellsItSo() {
    TwoReplicas both = TwoReplicas.pulled("asp", 1);
    Heard push = both.ask(push(0, 0, 0, 0, 2));
    both.order(both.successor, new ReplicaOrder.Promote(2));
    long confirmed = both.upwards.confirmed;
    both.carry();
    assertThat(both.upwards.confirmed).isEqualTo(confirmed);
    assertThat(both.weights(both.successor)).containsExactly(0f, 0f);
    assertThat(both.upwards.superseded).isEqualTo(2);
    both.primary.superseded(2);
    both.turn();
    assertThat(push.refusal()).isEqualTo("SUPERSEDED_EPOCH");
    assertThat(both.primary.status(0).role()).isEqualTo(Role.FENCED);
    assertThat(both.forwarded.over).containsExactly("this replica is FENCED in epoch 2");
  }

  @Test
  void aFencedReplicaAnswersNothingThoughItHadALeaseAndAParkedPull() {
    TwoReplicas both = TwoReplicas.pulled("bsp", 2);
    Heard parked = both.pullsForTheNext();
    assertThat(parked.reply).isNull();
    both.order(both.primary, new ReplicaOrder.Fence(2));
    assertThat(parked.refusal()).isEqualTo("SUPERSEDED_EPOCH");
    both.primary.lease(1, both.nowNs, 1_000_000);
    both.primary.lease(2, both.nowNs, 1_000_000);
    assertThat(both.ask(attach(1)).refusal()).isEqualTo("SUPERSEDED_EPOCH");
  }

  @Test
  void whoIsAloneDoesAtOnceWhatWaitedForItsSuccessorAndNeedsNoLease() {
    TwoReplicas both = TwoReplicas.pulled("asp", 1);
    Heard push = both.ask(push(0, 0, 0, 0, 2));
    both.turn();
    assertThat(push.reply).isNull();
    both.order(both.primary, new ReplicaOrder.Alone(2));
    both.turn();
    assertThat(push.reply).isEqualTo(new Reply.Acknowledged(0));
    both.nowNs = 10 * TwoReplicas.LEASE_NS;
    assertThat(both.ask(push(0, 0, 1, 0, 2)).reply).isEqualTo(new Reply.Acknowledged(0));
  }

  @Test
  void aConfirmationOfAnOlderEpochDoesNotCount() {
    TwoReplicas both = TwoReplicas.following("asp", 1);
    both.order(both.primary, new ReplicaOrder.Alone(2));
    both.order(both.primary, new ReplicaOrder.Lead(3));
    both.primary.lease(3, 0, 1000);
    Heard attach = both.ask(attach(0));
    both.primary.confirmed(1, 9);
    both.turn();
    assertThat(attach.reply).isNull();
    both.primary.confirmed(3, 1);
    both.turn();
    assertThat(attach.reply).isEqualTo(new Reply.Attached(0, 3));
  }

  @Test
  void ordersAreObeyedOnceAndByThoseTheyAreMeantFor() {
    TwoReplicas both = TwoReplicas.following("asp", 1);
    both.order(both.successor, new ReplicaOrder.Promote(2));
    assertThat(both.order(both.successor, new ReplicaOrder.Promote(2)).epoch()).isEqualTo(2);
    assertThatThrownBy(() -> both.order(both.primary, new ReplicaOrder.Promote(2)))
        .hasRootCauseMessage("Promote[epoch=2] for a replica that is PRIMARY: expected SUCCESSOR");
  }

  @Test
  void theEndIsToldToAllWhoWait() {
    TwoReplicas both = TwoReplicas.following("asp", 1);
    Heard attach = both.ask(attach(0));
    both.primary.close("the run has ended");
    assertThat(attach.refusal()).isEqualTo("CLOSED");
    assertThat(both.forwarded.over).containsExactly("the run has ended");
  }

  @Test
  void whatAShardDoesNotTakeIsRefusedAndNotForwarded() {
    TwoReplicas both = TwoReplicas.following("asp", 1);
    assertThat(both.ask(new Request.Leave(0, 1, true)).refusal()).isEqualTo("INVALID");
    assertThat(both.forwarded.entries).isEmpty();
  }
}

package org.tengen.ps.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tengen.ps.replica.TwoReplicas.attach;
import static org.tengen.ps.replica.TwoReplicas.pull;
import static org.tengen.ps.replica.TwoReplicas.push;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.replica.TwoReplicas.Heard;

class JoinTest {
  /** Lane 0 has pushed slice 0, lane 1 all; lane 1 waits for lane 0 where the strategy says so. */
  private static TwoReplicas alone(String strategy) {
    TwoReplicas both = TwoReplicas.following(strategy, 2);
    both.order(both.primary, new ReplicaOrder.Alone(2));
    both.ask(attach(0));
    both.ask(attach(1));
    both.ask(pull(0, 0));
    both.ask(pull(1, 0));
    both.ask(push(1, 0, 0, 0, 8));
    both.ask(push(1, 0, 1, 0, 8));
    both.ask(push(0, 0, 0, 0, 2));
    return both;
  }

  private static ReplicatedShard join(TwoReplicas both) {
    both.order(both.primary, new ReplicaOrder.Lead(3));
    both.primary.lease(3, both.nowNs, TwoReplicas.LEASE_NS);
    var asked = both.primary.handover();
    both.turn();
    assertThat(asked.join().leads()).isTrue();
    return both.joined(asked.join());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bsp", "bsp:backup=1", "asp", "asp:dc", "softsync:1", "ssp:1"})
  void whoJoinsInTheMiddleOfAClockDoesWhatThePrimaryDoes(String strategy) {
    TwoReplicas both = alone(strategy);
    ReplicatedShard joined = join(both);
    both.primary.follow(3, both.primary.status(0).done() + 1, both.forwarded);
    both.turn();
    Heard push = both.ask(push(0, 0, 1, 0, 2).in(3));
    assertThat(push.reply).isNull();
    both.carryTo(joined);
    both.confirm();
    assertThat(push.reply).isEqualTo(new Reply.Acknowledged(0));
    assertThat(both.weights(joined)).isEqualTo(both.weights(both.primary));
    both.order(joined, new ReplicaOrder.Promote(4));
    assertThat(both.ask(joined, attach(0)).reply).isEqualTo(new Reply.Attached(1, 4));
    assertThat(both.ask(joined, push(1, 0, 1, 0, 8).in(4)).reply)
        .isEqualTo(new Reply.Acknowledged(0));
    assertThat(both.weights(joined)).isEqualTo(both.weights(both.primary));
  }

  @Test
  void aPullThatWaitsAtThePrimaryIsAdmittedAtWhoJoinsToo() {
    TwoReplicas both = alone("bsp");
    Heard parked = both.ask(pull(1, 1));
    assertThat(parked.reply).isNull();
    ReplicatedShard joined = join(both);
    both.primary.follow(3, both.primary.status(0).done() + 1, both.forwarded);
    both.ask(push(0, 0, 1, 0, 2).in(3));
    both.carryTo(joined);
    both.confirm();
    assertThat(parked.versions).containsEntry(0, 1L).containsEntry(1, 1L);
    both.order(joined, new ReplicaOrder.Promote(4));
    both.ask(joined, attach(1));
    assertThat(both.ask(joined, push(1, 1, 0, 1, 4).in(4)).reply)
        .isEqualTo(new Reply.Acknowledged(0));
  }

  @Test
  void whatIsAskedWaitsFromWhenItLeadsUntilWhoJoinsHasConfirmedIt() {
    TwoReplicas both = alone("asp");
    both.order(both.primary, new ReplicaOrder.Lead(3));
    assertThat(both.ask(push(0, 0, 1, 0, 2).in(3)).refusal()).isEqualTo("SUPERSEDED_EPOCH");
    both.primary.lease(3, both.nowNs, TwoReplicas.LEASE_NS);
    both.turn();
    long done = both.primary.status(0).done();
    Heard push = both.ask(push(0, 0, 1, 0, 2).in(3));
    var asked = both.primary.handover();
    both.turn();
    assertThat(push.reply).isNull();
    assertThat(asked.join().done()).isEqualTo(done);
    both.order(both.primary, new ReplicaOrder.Alone(4));
    both.turn();
    assertThat(push.reply).isEqualTo(new Reply.Acknowledged(0));
  }

  @Test
  void whoIsAloneHandsNothingOverThatIsWorthSomething() {
    TwoReplicas both = alone("asp");
    var asked = both.primary.handover();
    both.turn();
    assertThat(asked.join().leads()).isFalse();
  }
}

package org.tengen.ps.replica;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tengen.ps.replica.Succession.Grant;
import org.tengen.ps.replica.Succession.Order;

class SuccessionTest {
  private static final int ONE = 1;
  private static final int TWO = 2;
  private static final int THREE = 3;

  private final Succession succession = new Succession(0, ONE, TWO, 1000);

  @Test
  void promotesASuccessorWhenTheLastLeaseAndAHundredthMoreHaveRunOut() {
    assertThat(succession.grant(ONE, 500)).contains(new Grant(ONE, 1, 1000));
    succession.silent(ONE);
    assertThat(succession.next(1509)).isEmpty();
    Order promote = new Order(TWO, new ReplicaOrder.Promote(2));
    assertThat(succession.next(1510)).contains(promote);
    assertThat(succession.primary()).isEqualTo(TWO);
    assertThat(succession.epoch()).isEqualTo(2);
    assertThat(succession.next(1511)).contains(promote);
    succession.obeyed(promote);
    assertThat(succession.next(1512)).isEmpty();
  }

  @Test
  void grantsNothingToAPrimaryThatIsSilentAndGoesOnWithOneThatAnswersAgain() {
    succession.grant(ONE, 0);
    succession.silent(ONE);
    assertThat(succession.grant(ONE, 600)).isEmpty();
    succession.answers(ONE);
    assertThat(succession.grant(ONE, 900)).isPresent();
    succession.silent(ONE);
    assertThat(succession.next(1800)).isEmpty();
    assertThat(succession.next(1910)).isPresent();
  }

  @Test
  void promotesAtOnceWhenThePrimaryIsKnownToBeDead() {
    succession.grant(ONE, 0);
    succession.dead(ONE);
    assertThat(succession.next(1)).contains(new Order(TWO, new ReplicaOrder.Promote(2)));
    succession.answers(ONE);
    assertThat(succession.primary()).isEqualTo(TWO);
  }

  @Test
  void aShardWhoseProcessesHaveBothEndedIsLostAtOnce() {
    succession.grant(ONE, 0);
    succession.dead(TWO);
    assertThat(succession.lost()).isFalse();
    succession.dead(ONE);
    assertThat(succession.lost()).isTrue();
  }

  @Test
  void aSuccessorThatIsSilentBesideADeadPrimaryIsAllThatIsLeft() {
    succession.grant(ONE, 0);
    succession.silent(TWO);
    succession.dead(ONE);
    assertThat(succession.lost()).isFalse();
    Order promote = new Order(TWO, new ReplicaOrder.Promote(2));
    assertThat(succession.next(1)).contains(promote);
    succession.obeyed(promote);
    assertThat(succession.next(2)).isEmpty();
    succession.dead(TWO);
    assertThat(succession.lost()).isTrue();
  }

  @Test
  void aPrimaryWhoseSuccessorIsGoneIsLeftAloneAndThatOneIsNeverPromoted() {
    succession.grant(ONE, 0);
    succession.silent(TWO);
    Order alone = new Order(ONE, new ReplicaOrder.Alone(2));
    assertThat(succession.next(1)).contains(alone);
    succession.answers(TWO);
    succession.obeyed(alone);
    assertThat(succession.grant(ONE, 2)).isEmpty();
    succession.dead(ONE);
    assertThat(succession.next(5000)).isEmpty();
    assertThat(succession.lost()).isTrue();
  }

  @Test
  void aPrimaryThatGetsNoWordFromItsSuccessorIsLeftAlone() {
    succession.stalled();
    assertThat(succession.next(0)).contains(new Order(ONE, new ReplicaOrder.Alone(2)));
  }

  @Test
  void whoJoinsIsPromotedOnlyWhenItHasJoined() {
    succession.silent(TWO);
    succession.obeyed(succession.next(0).orElseThrow());
    assertThat(succession.join(THREE)).isTrue();
    Order lead = new Order(ONE, new ReplicaOrder.Lead(3));
    assertThat(succession.next(0)).contains(lead);
    succession.obeyed(lead);
    assertThat(succession.grant(ONE, 0)).contains(new Grant(ONE, 3, 1000));
    assertThat(succession.successor()).isEqualTo(Succession.NOBODY);
    succession.joined(THREE);
    assertThat(succession.successor()).isEqualTo(THREE);
    succession.dead(ONE);
    assertThat(succession.next(0)).contains(new Order(THREE, new ReplicaOrder.Promote(4)));
  }

  @Test
  void aPrimaryIsLeftAloneAgainWhenWhoJoinsIsGone() {
    succession.silent(TWO);
    succession.obeyed(succession.next(0).orElseThrow());
    succession.join(THREE);
    succession.obeyed(succession.next(0).orElseThrow());
    succession.silent(THREE);
    assertThat(succession.next(0)).contains(new Order(ONE, new ReplicaOrder.Alone(4)));
    succession.joined(THREE);
    assertThat(succession.successor()).isEqualTo(Succession.NOBODY);
  }

  @Test
  void anotherJoinsOnlyWhoIsAloneAndAnswers() {
    assertThat(succession.join(THREE)).isFalse();
    succession.silent(TWO);
    assertThat(succession.join(THREE)).isFalse();
    succession.obeyed(succession.next(0).orElseThrow());
    succession.silent(ONE);
    assertThat(succession.join(THREE)).isFalse();
  }
}

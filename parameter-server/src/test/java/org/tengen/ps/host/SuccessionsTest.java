package org.tengen.ps.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tengen.ps.replica.ReplicaOrder;
import org.tengen.ps.replica.ReplicaStatus;
import org.tengen.ps.replica.Role;
import org.tengen.ps.replica.Succession;

/** Three shards at three hosts: host h has the primary of shard h, and the successor of h - 1. */
class SuccessionsTest {
  private static final long LEASE = 1000;
  private static final Deal DEAL = new Deal(3, 3, 2);

  private final Successions successions = new Successions(DEAL, LEASE);

  private static Renewed renewed(int shard, Role role, long stalledNs) {
    return new Renewed(Map.of(shard, new ReplicaStatus(role, 1, true, 9, 1, stalledNs, 0, 0, 0)));
  }

  private static Successions.Told told(int shard, int host, ReplicaOrder order) {
    return new Successions.Told(shard, new Succession.Order(host, order));
  }

  @Test
  void grantsLeasesToPrimariesOnly() {
    assertThat(successions.grants(1, 0)).isEqualTo(Map.of(1, 1L));
  }

  @Test
  void promotesAtOnceWhereNobodyListensAnyMore() {
    assertThat(successions.grants(1, 0)).isNotEmpty();
    successions.dead(1, "host 1 is lost");
    assertThat(successions.orders(2, 1)).containsExactly(told(1, 2, new ReplicaOrder.Promote(2)));
    assertThat(successions.orders(0, 1)).containsExactly(told(0, 0, new ReplicaOrder.Alone(2)));
    assertThat(successions.primary(1)).isEqualTo(2);
    assertThat(successions.epoch(1)).isEqualTo(2);
    assertThat(successions.out(1)).isTrue();
    assertThat(successions.lost()).isEmpty();
  }

  @Test
  void waitsForTheEndOfTheLastLeaseOfAHostThatIsSilent() {
    successions.grants(1, 5);
    successions.silent(1, "host 1 is silent");
    assertThat(successions.orders(2, 1014)).isEmpty();
    assertThat(successions.out(1)).isFalse();
    assertThat(successions.orders(2, 1015))
        .containsExactly(told(1, 2, new ReplicaOrder.Promote(2)));
    assertThat(successions.out(1)).isTrue();
  }

  @Test
  void doesNotHearAHostThatIsOutAndTellsItSo() {
    successions.dead(1, "host 1 is lost");
    successions.orders(2, 0).forEach(successions::obeyed);
    successions.orders(0, 0).forEach(successions::obeyed);
    successions.answered(1, renewed(1, Role.PRIMARY, 0));
    assertThat(successions.out(1)).isTrue();
    assertThat(successions.grants(1, 0)).isEmpty();
    assertThat(successions.fences(1, DEAL))
        .containsExactly(
            told(0, 1, new ReplicaOrder.Fence(3)), told(1, 1, new ReplicaOrder.Fence(3)));
  }

  @Test
  void aPrimaryThatSaysThatItIsFencedIsTakenForDead() {
    successions.grants(1, 0);
    successions.answered(1, renewed(1, Role.FENCED, 0));
    assertThat(successions.orders(2, 1)).containsExactly(told(1, 2, new ReplicaOrder.Promote(2)));
  }

  @Test
  void aHostThatHasAShardAloneStaysInTheRunThoughItIsSilentForAWhile() {
    successions.dead(2, "host 2 is lost");
    successions.orders(1, 0).forEach(successions::obeyed);
    successions.silent(1, "host 1 is silent");
    assertThat(successions.orders(2, 5000)).isEmpty();
    assertThat(successions.out(1)).isFalse();
    assertThat(successions.why(1)).isEqualTo("host 1 is silent");
    successions.answered(1, renewed(1, Role.ALONE, 0));
    assertThat(successions.why(1)).isEmpty();
    assertThat(successions.primary(1)).isEqualTo(1);
  }

  @Test
  void aPrimaryWhoseSuccessorDoesNotConfirmGoesOnAlone() {
    successions.answered(1, renewed(1, Role.PRIMARY, 4_999_999_999L));
    assertThat(successions.orders(1, 0)).isEmpty();
    successions.answered(1, renewed(1, Role.PRIMARY, 5_000_000_001L));
    assertThat(successions.orders(1, 0)).containsExactly(told(1, 1, new ReplicaOrder.Alone(2)));
  }

  @Test
  void aSuccessorThatIsGivenUpIsFencedUntilItHasObeyed() {
    successions.answered(1, renewed(1, Role.PRIMARY, 5_000_000_001L));
    assertThat(successions.fences(2, DEAL)).isEmpty();
    assertThat(successions.orders(1, 0)).hasSize(1);
    Successions.Told fence = told(1, 2, new ReplicaOrder.Fence(3));
    assertThat(successions.fences(2, DEAL)).containsExactly(fence);
    assertThat(successions.fences(2, DEAL)).containsExactly(fence);
    successions.fenced(fence);
    assertThat(successions.fences(2, DEAL)).isEmpty();
  }

  @Test
  void aShardIsLostWithBothItsHosts() {
    successions.dead(1, "host 1 is lost");
    successions.orders(2, 0).forEach(successions::obeyed);
    assertThat(successions.lost()).isEmpty();
    successions.dead(2, "host 2 is lost");
    assertThat(successions.lost())
        .hasValue(new Successions.Lost(1, "host 1 is lost; and host 2 is lost"));
  }
}

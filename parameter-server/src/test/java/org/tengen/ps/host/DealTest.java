package org.tengen.ps.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DealTest {
  @Test
  void putsTheSuccessorOfAShardAtTheHostAfterItsPrimarys() {
    Deal deal = new Deal(4, 3, 2);
    assertThat(deal.held(0)).containsExactly(0, 2, 3);
    assertThat(deal.held(1)).containsExactly(0, 1, 3);
    assertThat(deal.held(2)).containsExactly(1, 2);
    assertThat(deal.other(2, 0)).isEqualTo(2);
    assertThat(deal.other(2, 2)).isZero();
  }

  @Test
  void dealsOutByTurnsWithoutReplicas() {
    Deal deal = new Deal(4, 3, 1);
    assertThat(deal.held(0)).containsExactly(0, 3);
    assertThat(deal.held(1)).containsExactly(1);
    assertThat(deal.held(2)).containsExactly(2);
  }

  @Test
  void refusesTwoReplicasAtOneHost() {
    assertThatThrownBy(() -> new Deal(4, 1, 2))
        .hasMessage("2 replicas of each shard at 1 hosts: expected 1, or 2 at 2 hosts or more");
  }
}

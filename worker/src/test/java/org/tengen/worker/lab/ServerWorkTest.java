package org.tengen.worker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tengen.ps.strategy.Strategy;

class ServerWorkTest {
  private static final int ADAM = 2;

  @Test
  void aPullReadsTheWeightsAndWritesTheLanes() {
    assertThat(ServerWork.of(Strategy.parse("asp"), 4, ADAM).bytes(10, 0)).isEqualTo(10 * 8);
  }

  @Test
  void everyPushUnderAspIsAnUpdateOfGradientWeightAndState() {
    // gradient 1, weight 2, two arrays of state 4
    assertThat(ServerWork.of(Strategy.parse("asp"), 4, ADAM).bytes(0, 10)).isEqualTo(10 * 7 * 4);
  }

  @Test
  void behindABarrierPushesAreCopiedAndAddedAndMakeOneUpdateTogether() {
    // half of the pushes is copied, 1; each is added, 3; of an update of 7 a quarter
    assertThat(ServerWork.of(Strategy.parse("bsp"), 4, ADAM).bytes(0, 10))
        .isEqualTo(10 * (1 + 3 + 7 / 4.0) * 4);
  }

  @Test
  void aSingleLanesPushIsAnUpdateUnderEveryStrategy() {
    ServerWork bsp = ServerWork.of(Strategy.parse("bsp"), 1, 0);

    assertThat(bsp.bytes(0, 10)).isEqualTo(10 * 3 * 4);
    assertThat(bsp.pushes()).isEqualTo(1);
  }
}

package org.tengen.worker.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class NetworkTest {
  @Test
  void messagesOfOneLineFollowEachOther() {
    Network.Line line = new Network(50, 2e9).new Line();

    assertThat(line.arrivalNs(1000, 200)).isEqualTo(1150);
    assertThat(line.arrivalNs(1020, 200)).isEqualTo(1250);
    assertThat(line.arrivalNs(5000, 200)).isEqualTo(5150);
  }

  @Test
  void takesNoTimeWhereThereIsNoLimit() {
    assertThat(Network.NONE.new Line().arrivalNs(7, Long.MAX_VALUE)).isEqualTo(7);
  }

  @Test
  void refusesWhatIsNoTimeAndNoRate() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Network(-1, 1))
        .withMessage("latency=-1 ns: expected 0 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Network(0, 0))
        .withMessage("bandwidth=0.0 bytes/s: expected more than 0, e.g. 1.25e9");
  }
}

package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.SelectStrategy;
import org.junit.jupiter.api.Test;

class BriefSpinTest {
  private long nowNs;
  private final BriefSpin spin = new BriefSpin(() -> nowNs);

  /** How often it looks before it sleeps; nothing is ready. */
  private int looks() throws Exception {
    int looks = 0;
    while (spin.calculateStrategy(() -> 0, false) == SelectStrategy.CONTINUE) {
      looks++;
    }
    return looks;
  }

  private void wakeAfter(long ns) throws Exception {
    nowNs += ns;
    assertThat(spin.calculateStrategy(() -> 1, false)).isEqualTo(1);
  }

  @Test
  void looksMoreOftenAfterSleepsThatWereShort() throws Exception {
    assertThat(looks()).isEqualTo(40);
    wakeAfter(199_999);
    assertThat(looks()).isEqualTo(80);
    wakeAfter(1000);
    assertThat(looks()).isEqualTo(160);
    wakeAfter(1000);
    assertThat(looks()).isEqualTo(320);
    wakeAfter(1000);
    assertThat(looks()).isEqualTo(400);
    wakeAfter(1000);
    assertThat(looks()).isEqualTo(400);
  }

  @Test
  void looksLessOftenAfterLongOnesButAFewTimesAlways() throws Exception {
    looks();
    wakeAfter(1000);
    assertThat(looks()).isEqualTo(80);
    wakeAfter(200_000);
    assertThat(looks()).isEqualTo(40);
    wakeAfter(5_000_000);
    assertThat(looks()).isEqualTo(40);
  }

  @Test
  void beginsAnewWhenSomethingIsReadyOrToDo() throws Exception {
    for (int look = 0; look < 39; look++) {
      assertThat(spin.calculateStrategy(() -> 0, false)).isEqualTo(SelectStrategy.CONTINUE);
    }
    assertThat(spin.calculateStrategy(() -> 0, true)).isZero();
    assertThat(looks()).isEqualTo(40);
  }
}

package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.SelectStrategy;
import org.junit.jupiter.api.Test;
import org.tengen.ps.idle.Alertness;

class BriefSpinTest {
  private static final long US = 1_000;

  private long nowNs = 1_000_000_000;
  private long workedNs;
  private final Alertness alertness = new Alertness(() -> nowNs, () -> nowNs += 10 * US);
  private final BriefSpin spin = new BriefSpin(alertness, () -> nowNs, () -> workedNs);

  /** How often the loop looks again, each time for 10 us, before it sleeps. */
  private int looks() throws Exception {
    int looks = 0;
    while (spin.calculateStrategy(() -> 0, false) == SelectStrategy.CONTINUE) {
      looks++;
    }
    return looks;
  }

  private void sleepThenWork(long sleptUs, long didUs) throws Exception {
    nowNs += (sleptUs + didUs) * US;
    workedNs += didUs * US;
    assertThat(spin.calculateStrategy(() -> 1, false)).isEqualTo(1);
  }

  @Test
  void whatIsThereIsServedAtOnce() throws Exception {
    assertThat(spin.calculateStrategy(() -> 3, false)).isEqualTo(3);
    assertThat(spin.calculateStrategy(() -> 0, true)).isZero();
  }

  @Test
  void looksLongerAfterAShortSleepHoweverLongTheWorkAfterItWas() throws Exception {
    assertThat(looks()).isEqualTo(2);
    sleepThenWork(50, 20_000);
    assertThat(looks()).isEqualTo(4);
    sleepThenWork(50, 20_000);
    assertThat(looks()).isEqualTo(8);
    sleepThenWork(20_000, 50);
    assertThat(looks()).isEqualTo(4);
  }
}

package org.tengen.ps.idle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlertnessTest {
  private long nowNs = -7;
  private long otherNs = 1_000;
  private final Alertness alertness = new Alertness(() -> nowNs, () -> nowNs += otherNs);

  /** How often it looks before it sleeps, a microsecond each time; it finds nothing. */
  private int looks() {
    int looks = 0;
    while (alertness.looksAgain()) {
      looks++;
    }
    return looks;
  }

  @Test
  void looksLongerAfterSleepsThatWereShort() {
    assertThat(looks()).isEqualTo(20);
    alertness.slept(199_999);
    assertThat(looks()).isEqualTo(40);
    alertness.slept(1000);
    assertThat(looks()).isEqualTo(80);
    alertness.slept(1000);
    alertness.slept(1000);
    assertThat(looks()).isEqualTo(200);
  }

  @Test
  void looksShorterAfterLongOnesButForAMomentAlways() {
    alertness.slept(1000);
    assertThat(looks()).isEqualTo(40);
    alertness.slept(200_000);
    assertThat(looks()).isEqualTo(20);
    alertness.slept(5_000_000);
    assertThat(looks()).isEqualTo(20);
  }

  @Test
  void beginsAnewWhenItHasFoundSomething() {
    for (int look = 0; look < 19; look++) {
      assertThat(alertness.looksAgain()).isTrue();
    }
    alertness.found();
    assertThat(looks()).isEqualTo(20);
  }

  @Test
  void sleepsAtOnceForAWhileWhereOthersWantTheCore() {
    otherNs = 50_001;
    assertThat(looks()).isEqualTo(1);
    otherNs = 1_000;
    alertness.slept(1000);
    assertThat(looks()).isZero();
    nowNs += 99_000_000;
    alertness.found();
    assertThat(looks()).isZero();
    nowNs += 1_000_000;
    alertness.found();
    assertThat(looks()).isEqualTo(40);
  }
}

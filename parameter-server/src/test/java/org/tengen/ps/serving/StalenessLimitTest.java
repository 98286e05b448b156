package org.tengen.ps.serving;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.strategy.Strategy;

class StalenessLimitTest {
  private static final Request.Push PUSH =
      new Request.Push(2, 1, 17, 5, 0, 1, Payload.of(new float[1], 0, 1));

  @Test
  void breaksTheRunBeyondWhatTheStrategyPromises() {
    StalenessLimit limit = new StalenessLimit(Strategy.parse("ssp:3"), 4);
    limit.require(PUSH, 0);
    limit.require(PUSH, 21);
    assertThatThrownBy(() -> limit.require(PUSH, 22))
        .isInstanceOf(RunBroken.class)
        .hasMessage(
            "lane 2 clock 17 slice 5 is 22 updates stale: ssp:3 with 4 workers allows 0 to 21");
    assertThatThrownBy(() -> limit.require(PUSH, -1)).isInstanceOf(RunBroken.class);
  }

  @Test
  void allowsNoneBehindABarrierAndAnyWithoutABound() {
    assertThatThrownBy(() -> new StalenessLimit(Strategy.parse("bsp"), 4).require(PUSH, 1))
        .isInstanceOf(RunBroken.class);
    new StalenessLimit(Strategy.parse("asp"), 4).require(PUSH, 1_000_000);
  }
}

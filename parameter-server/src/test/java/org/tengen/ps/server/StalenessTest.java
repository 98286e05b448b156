package org.tengen.ps.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StalenessTest {
  @Test
  void addsUpCountByCount() {
    Staleness both = Staleness.of(List.of(97L, 0L, 2L)).plus(Staleness.of(List.of(0L, 0L, 0L, 1L)));

    assertThat(both.counts()).containsExactly(97L, 0L, 2L, 1L);
    assertThat(both.mean()).isEqualTo(0.07);
    assertThat(both.p99()).isEqualTo(2);
    assertThat(both.max()).isEqualTo(3);
  }

  @Test
  void isNothingWithoutPushes() {
    assertThat(Staleness.NONE.plus(Staleness.of(List.of()))).isEqualTo(Staleness.NONE);
  }
}

package org.tengen.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ThinnedTest {
  private static List<Double> times(Thinned rows) {
    return rows.rows().stream().map(row -> row[0]).toList();
  }

  @Test
  void keepsAllWhileTheyAreFew() {
    Thinned rows = new Thinned(4);
    for (int i = 0; i < 4; i++) {
      rows.add(new double[] {i});
    }
    assertThat(times(rows)).containsExactly(0.0, 1.0, 2.0, 3.0);
  }

  @Test
  void keepsThemSpreadEvenlyWithTheFirstAndTheNewest() {
    Thinned rows = new Thinned(4);
    for (int i = 0; i <= 13; i++) {
      rows.add(new double[] {i});
    }
    assertThat(times(rows)).containsExactly(0.0, 4.0, 8.0, 12.0, 13.0);
  }

  @Test
  void neverHoldsManyMore() {
    Thinned rows = new Thinned(100);
    for (int i = 0; i < 100_000; i++) {
      rows.add(new double[] {i});
      assertThat(rows.rows().size()).isLessThanOrEqualTo(101);
    }
    assertThat(times(rows)).startsWith(0.0).endsWith(99_999.0).isSorted();
  }

  @Test
  void forgetsWhatIsAboutToHappenAgain() {
    Thinned rows = new Thinned(10);
    for (int i = 0; i < 5; i++) {
      rows.add(new double[] {i});
    }
    rows.backTo(2);
    rows.add(new double[] {2.5});
    assertThat(times(rows)).containsExactly(0.0, 1.0, 2.0, 2.5);
  }
}

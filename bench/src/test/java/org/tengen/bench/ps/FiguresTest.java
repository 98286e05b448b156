package org.tengen.bench.ps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void aLineSaysAll() {
    Figures figures = new Figures(1, 22, 333, 4_000_000_000L);

    assertThat(figures.line()).isEqualTo("figures 1 22 333 4000000000");
    assertThat(Figures.parse(figures.line())).isEqualTo(figures);
  }

  @Test
  void anythingElseIsRefused() {
    assertThatThrownBy(() -> Figures.parse("OutOfMemoryError"))
        .hasMessage("a child said: OutOfMemoryError");
  }
}

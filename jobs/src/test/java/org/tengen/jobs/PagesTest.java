package org.tengen.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class PagesTest {
  @Test
  void aPercentSignIsNoFormatOfItsOwn() {
    String[] lines = Pages.SIMULATE.examples();

    assertThat(lines).anyMatch(line -> line.contains("%"));
    assertThat(lines)
        .extracting(line -> String.format(Locale.ROOT, line))
        .contains("  tengen simulate --strategy ssp:3 --workers 16 --straggler any:10x@5%");
  }
}

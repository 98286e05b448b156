package org.tengen.corpus.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DiscountsTest {
  /** A table with so many n-grams of count one, two, and so on. */
  private static GramTable table(int... grams) {
    GramTable table = new GramTable();
    for (int count = 1; count <= grams.length; count++) {
      for (int i = 0; i < grams[count - 1]; i++) {
        int gram = table.findOrAdd(count, i);
        for (int times = 0; times < count; times++) {
          table.increment(gram);
        }
      }
    }
    return table;
  }

  @Test
  void fitsTheCountsAsChenAndGoodmanDo() {
    // Y = 40 / (40 + 2 * 10) = 2/3; 1 - 4/3 * 10/40; 2 - 2 * 6/10; 3 - 8/3 * 3/6
    Discounts discounts = Discounts.of(table(40, 10, 6, 3, 100));
    assertThat(discounts.of(0)).isEqualTo(0);
    assertThat(discounts.of(1)).isEqualTo(2.0 / 3, within(1e-12));
    assertThat(discounts.of(2)).isEqualTo(0.8, within(1e-12));
    assertThat(discounts.of(3)).isEqualTo(5.0 / 3, within(1e-12));
    assertThat(discounts.of(1000)).isEqualTo(5.0 / 3, within(1e-12));
  }

  @Test
  void fallsBackWhenACountIsMissingOrTheFitIsNegative() {
    assertThat(Discounts.of(table(40, 10, 6))).isEqualTo(Discounts.FALLBACK);
    assertThat(Discounts.of(table(40, 1, 10, 5))).isEqualTo(Discounts.FALLBACK);
  }
}

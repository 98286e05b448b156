package org.tengen.corpus.ngram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GramTableTest {
  @Test
  void findsWhatWasAddedAndNothingElseThoughItGrew() {
    for (int word = 0; word < 20; word++) {
      GramTable table = new GramTable();
      for (int i = 0; i < 5_000; i++) {
        assertThat(table.findOrAdd(i, word)).isEqualTo(i);
      }
      for (int i = 0; i < 5_000; i++) {
        assertThat(table.find(i, word)).isEqualTo(i);
        assertThat(table.prefix(i)).isEqualTo(i);
        assertThat(table.find(i, word + 1)).isEqualTo(-1);
      }
      assertThat(table.size()).isEqualTo(5_000);
    }
  }

  @Test
  void countsEachByItself() {
    GramTable table = new GramTable();
    int first = table.findOrAdd(0, 5);
    int second = table.findOrAdd(5, 0);
    table.increment(second);
    table.increment(second);
    assertThat(table.count(first)).isEqualTo(0);
    assertThat(table.count(second)).isEqualTo(2);
  }
}

package org.tengen.models.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RowsTest {
  @Test
  void aRowIsReadAndWrittenWithoutItsPadding() {
    Rows rows = Rows.zero(3, 5);
    rows.write(1, new float[] {9, 1, 2, 3, 4, 5, 9}, 1);
    assertThat(rows.row(0)).containsExactly(0, 0, 0, 0, 0);
    assertThat(rows.row(1)).containsExactly(1, 2, 3, 4, 5);
    assertThat(rows.row(2)).containsExactly(0, 0, 0, 0, 0);
    float[] read = new float[7];
    rows.read(1, read, 2);
    assertThat(read).containsExactly(0, 0, 1, 2, 3, 4, 5);
  }

  @Test
  void firstValuesAreWithinOneOverTheWidthAndHangOnSeedAndRowAlone() {
    Rows rows = Rows.uniform(50, 4, 1);
    float least = 1;
    float greatest = -1;
    for (int row = 0; row < 50; row++) {
      assertThat(rows.row(row)).isEqualTo(Rows.uniform(row + 1, 4, 1).row(row));
      for (float value : rows.row(row)) {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
    }
    assertThat(least).isBetween(-0.25f, -0.23f);
    assertThat(greatest).isBetween(0.23f, 0.25f);
    assertThat(Rows.uniform(1, 4, 2).row(0)).isNotEqualTo(rows.row(0));
  }

  @Test
  void aTableBeyondOneArrayIsRefusedWithWhatWouldFit() {
    assertThatThrownBy(() -> Rows.zero(30_000_000, 100))
        .hasMessage(
            "30000000 words of vector_size=100: expected at most 19173960 in one table; "
                + "raise min_count");
  }

  @Test
  void tablesThatTheHeapHasNoRoomForAreRefusedWithWhatWouldHelp() {
    Rows.requireHeap(2, 1_000_000, 100, 2 * Rows.bytes(1_000_000, 100));
    assertThatThrownBy(
            () -> Rows.requireHeap(2, 1_000_000, 100, 2 * Rows.bytes(1_000_000, 100) - 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "1000000 words of vector_size=100: 2 tables of them take 855 MB, and the heap has 854"
                + " MB; give it more (-Xmx), raise min_count or lower vector_size");
  }
}

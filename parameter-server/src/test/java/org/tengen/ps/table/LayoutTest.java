package org.tengen.ps.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutTest {
  @Test
  void cutsEqualSlicesAndAShorterLast() {
    Layout layout = new Layout(1000, 300, 2);
    assertThat(layout.slices()).isEqualTo(4);
    assertThat(layout.slice(0)).isEqualTo(new Range(0, 300));
    assertThat(layout.slice(3)).isEqualTo(new Range(900, 1000));
  }

  @ParameterizedTest
  @CsvSource({"1000, 1", "1000, 3", "1000, 7", "5, 4", "5, 5", "1500000, 2", "1500000, 24"})
  void givesEverySliceToOneShardInOrder(int length, int shards) {
    Layout layout = Layout.of(length, shards);
    int next = 0;
    for (int shard = 0; shard < shards; shard++) {
      Range slices = layout.slicesOf(shard);
      assertThat(slices.from()).isEqualTo(next);
      assertThat(slices.length()).isPositive();
      for (int slice = slices.from(); slice < slices.to(); slice++) {
        assertThat(layout.shardOf(slice)).isEqualTo(shard);
      }
      next = slices.to();
    }
    assertThat(next).isEqualTo(layout.slices());
    assertThat(layout.slice(next - 1).to()).isEqualTo(length);
  }

  @Test
  void refusesWhatLeavesAShardEmptyOrASliceTooLong() {
    assertThatThrownBy(() -> Layout.of(3, 4))
        .hasMessage("shards=4: expected 1 to 3, the number of floats");
    assertThatThrownBy(() -> Layout.of(3, 0)).hasMessageStartingWith("shards=0:");
    assertThatThrownBy(() -> new Layout(1000, 300, 5))
        .hasMessage("shards=5: expected 1 to 4, the number of slices");
    assertThatThrownBy(() -> new Layout(1 << 20, (1 << 18) + 1, 1))
        .hasMessage("slice-floats=262145: expected 1 to 262144");
  }
}

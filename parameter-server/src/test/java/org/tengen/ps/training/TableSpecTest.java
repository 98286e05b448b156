package org.tengen.ps.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.table.Range;

class TableSpecTest {
  private static final OptimiserSettings SGD = new OptimiserSettings.Sgd();
  private static final Schedule RATE = new Schedule.Constant(0.1f);

  @Test
  void givesAllThatIsNoStatisticToOneOptimiser() {
    TableSpec table = TableSpec.uniform(10, List.of(new Range(8, 10), new Range(2, 4)), SGD, RATE);
    assertThat(table.blocks())
        .extracting(Block::range)
        .containsExactly(new Range(0, 2), new Range(4, 8));
    assertThat(table.statistics()).containsExactly(new Range(2, 4), new Range(8, 10));
  }

  @Test
  void refusesPositionsWithoutABlockOrWithTwo() {
    assertThatThrownBy(() -> table(new Range(0, 4), new Range(5, 10)))
        .hasMessage(
            "table of 10 floats: position 4 has no block; expected blocks and statistics to cover"
                + " every position once");
    assertThatThrownBy(() -> table(new Range(0, 6), new Range(5, 10)))
        .hasMessageStartingWith("table of 10 floats: position 5 is claimed twice");
    assertThatThrownBy(() -> table(new Range(0, 6), new Range(6, 9)))
        .hasMessage("table of 10 floats: blocks and statistics end at 9");
  }

  private static TableSpec table(Range first, Range second) {
    return new TableSpec(
        10, List.of(new Block(first, SGD, RATE), new Block(second, SGD, RATE)), List.of());
  }
}

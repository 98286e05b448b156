package org.tengen.ps.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.TableSpec;

class ServedTableTest {
  private static final TableSpec MODEL =
      TableSpec.uniform(
          5,
          List.of(new Range(3, 4)),
          OptimiserSettings.parse("adam"),
          new Schedule.Constant(0.5f));

  private static TableSpec served(String strategy) {
    return ServedTable.of(MODEL, Strategy.parse(strategy).sent());
  }

  @Test
  void isTheModelsOwnWhereLanesPushGradients() {
    assertThat(served("bsp")).isSameAs(MODEL);
  }

  @Test
  void hasNoOptimiserWhereLanesHaveTheirs() {
    for (String strategy : List.of("local:4", "local:4+reset", "easgd:4")) {
      TableSpec served = served(strategy);
      assertThat(served.length()).isEqualTo(5);
      assertThat(served.statistics()).containsExactly(new Range(3, 4));
      assertThat(served.blocks())
          .allMatch(block -> block.optimiser() instanceof OptimiserSettings.Added);
    }
  }

  @Test
  void carriesTheStateAsValuesWhereItIsAveraged() {
    TableSpec served = served("local:4+averaged");
    assertThat(served.length()).isEqualTo(15);
    assertThat(served.statistics()).containsExactly(new Range(3, 4), new Range(5, 15));
    assertThat(ServedTable.initial(served, new float[] {1, 2, 3, 4, 5}))
        .containsExactly(1, 2, 3, 4, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}

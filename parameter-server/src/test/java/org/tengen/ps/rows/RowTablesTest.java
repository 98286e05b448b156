package org.tengen.ps.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowTablesTest {
  private static final RowTables THREE =
      new RowTables(List.of(TestTables.spec(10, 4, "zero", "sgd")), 3);

  @Test
  void dealsRowsOutByTurns() {
    RowIds ids = RowIds.of(THREE, 0, 0, 1, 4, 5, 9);
    assertThat(ids.rows(0)).containsExactly(0, 3);
    assertThat(ids.rows(1)).containsExactly(0, 1);
    assertThat(ids.rows(2)).containsExactly(1);
    assertThat(ids.places(1)).containsExactly(1, 2);
    assertThat(List.of(THREE.rowsOf(0, 0), THREE.rowsOf(0, 1), THREE.rowsOf(0, 2)))
        .containsExactly(4, 3, 3);
  }

  @Test
  void cutsListsIntoPartsOfWholeRows() {
    RowTables tables =
        new RowTables(
            List.of(
                TestTables.spec(100_000, 100, "zero", "sgd"),
                new RowTableSpec(
                    "contexts",
                    100_000,
                    65_536,
                    new RowInit.Zero(),
                    TestTables.spec(1, 1, "zero", "sgd").optimiser(),
                    TestTables.spec(1, 1, "zero", "sgd").schedule())),
            1);
    int[] counts = {1000, 2};
    assertThat(tables.parts(counts)).isEqualTo(4);
    assertThat(tables.part(counts, 0)).isEqualTo(new RowTables.Part(0, 0, 655));
    assertThat(tables.part(counts, 1)).isEqualTo(new RowTables.Part(0, 655, 1000));
    assertThat(tables.part(counts, 3)).isEqualTo(new RowTables.Part(1, 1, 2));
    assertThat(tables.parts(new int[2])).isEqualTo(1);
    assertThat(tables.part(new int[2], 0).rows()).isZero();
  }

  @Test
  void theSameRowsHaveTheSameNameAndOthersAnother() {
    assertThat(RowList.hash(0, new int[] {1, 2})).isEqualTo(RowList.hash(0, new int[] {1, 2}));
    assertThat(RowList.hash(1, new int[] {1, 2})).isNotEqualTo(RowList.hash(0, new int[] {1, 2}));
    assertThat(RowList.hash(0, new int[] {1, 3})).isNotEqualTo(RowList.hash(0, new int[] {1, 2}));
    assertThat(RowList.hash(0, new int[] {0, 1})).isNotEqualTo(RowList.hash(0, new int[] {1}));
    assertThat(RowList.hash(0, new int[0])).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 7 3   | table words: id 3 at 2 after id 7: expected rising ids, each once
          1 7 7   | table words: id 7 at 2 after id 7: expected rising ids, each once
          1 10    | table words: id 10 at 1: expected 0 to 9
          -1 3    | table words: id -1 at 0: expected 0 to 9
          """)
  void refusesIdsThatDoNotRiseOrAreNotOfTheTable(String ids, String message) {
    int[] list = List.of(ids.split(" ")).stream().mapToInt(Integer::parseInt).toArray();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RowIds.of(THREE, 0, list))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bsp:backup=1", "softsync:2", "local:4", "easgd:4", "asp:dc"})
  void refusesStrategiesThatRowsDoNotTake(String strategy) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestTables.training(strategy, 4, 1, 10, 2, "sgd"))
        .withMessageStartingWith("strategy=" + strategy.replace(":dc", "") + "")
        .withMessageEndingWith("row tables take bsp, or ssp:SLACK or asp, alone or with +lr/tau");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bsp", "ssp:0", "ssp:4", "ssp:4+lr/tau", "asp", "asp:lr/tau"})
  void takesTheOthers(String strategy) {
    assertThat(TestTables.training(strategy, 4, 1, 10, 2, "adagrad").pushes()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"adam", "momentum:0.9", "rmsprop"})
  void refusesOptimisersThatMoveUntouchedRows(String optimiser) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestTables.spec(10, 2, "zero", optimiser))
        .withMessageContaining("rows take sgd or adagrad");
  }

  @Test
  void refusesMoreShardsThanRows() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RowTables(List.of(TestTables.spec(2, 1, "zero", "sgd")), 3))
        .withMessage("shards=3: expected 1 to 2, the rows of table words");
  }
}

package org.tengen.ps.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowInitTest {
  private static final int ROWS = 1000;
  private static final int WIDTH = 7;
  private static final RowTableSpec SPEC = TestTables.spec(ROWS, WIDTH, "uniform:0.5", "adagrad");

  /** All rows, read in an order, after pushes of nothing to some of them. */
  private static float[][] rows(int shards, long seed) {
    RowTraining training = TestTables.training("asp", 1, 1, shards, SPEC);
    Random random = new Random(seed);
    RowBlocks[] blocks = new RowBlocks[shards];
    for (int shard = 0; shard < shards; shard++) {
      blocks[shard] = new RowBlocks(training, 0, shard, new RowWork());
    }
    float[][] rows = new float[ROWS][WIDTH];
    for (int i = 0; i < 3 * ROWS; i++) {
      int id = random.nextInt(ROWS);
      if (random.nextInt(4) == 0) {
        RowUpdate.Rate rate = new RowUpdate.Rate(1, 0, 1);
        int[] row = {id / shards};
        blocks[id % shards].apply(row, 0, 1, new float[WIDTH], 0, rate);
      }
      blocks[id % shards].gather(id / shards, rows[id], 0);
    }
    for (int id = 0; id < ROWS; id++) {
      blocks[id % shards].gather(id / shards, rows[id], 0);
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 13})
  void aRowHasTheSameBitsWhateverTheShardsAndTheOrderOfTouch(int shards) {
    assertThat(rows(shards, shards)).isDeepEqualTo(rows(1, 99));
  }

  @Test
  void rowsTablesAndSeedsDiffer() {
    RowInit init = new RowInit.Uniform(1);
    assertThat(Arrays.asList(first(init, 1, 0, 0), first(init, 1, 0, 1), first(init, 1, 1, 0)))
        .doesNotHaveDuplicates()
        .doesNotContain(first(init, 2, 0, 0));
  }

  private static float first(RowInit init, long seed, int table, int row) {
    float[] floats = new float[1];
    init.fill(RowInit.seedOf(seed, table, row), floats, 0, 1);
    return floats[0];
  }

  @Test
  void numbersAreSpreadAsTheyShould() {
    float[] floats = new float[100_000];
    new RowInit.Uniform(2).fill(1, floats, 0, floats.length);
    assertThat(mean(floats)).isBetween(-0.02, 0.02);
    assertThat(meanSquare(floats)).isBetween(1.31, 1.35); // 4/3
    for (float each : floats) {
      assertThat(each >= -2 && each < 2).isTrue();
    }
    new RowInit.Normal(2).fill(1, floats, 0, floats.length);
    assertThat(mean(floats)).isBetween(-0.03, 0.03);
    assertThat(meanSquare(floats)).isBetween(3.92, 4.08);
  }

  private static double mean(float[] floats) {
    double sum = 0;
    for (float each : floats) {
      sum += each;
    }
    return sum / floats.length;
  }

  private static double meanSquare(float[] floats) {
    double sum = 0;
    for (float each : floats) {
      sum += each * each;
    }
    return sum / floats.length;
  }

  @Test
  void onlyTouchedBlocksHaveMemory() {
    RowTraining training =
        TestTables.training("asp", 1, 1, 1, TestTables.spec(1 << 30, 1, "zero", "sgd"));
    RowBlocks blocks = new RowBlocks(training, 0, 0, new RowWork());
    float[] one = {1};
    blocks.apply(
        new int[] {5, (1 << 30) - 1}, 0, 2, new float[] {1, 2}, 0, new RowUpdate.Rate(1, 1, 0));
    blocks.gather(new int[] {1 << 20}, 0, 1, one);
    assertThat(one).containsExactly(0);
    assertThat(blocks.allocated()).isEqualTo(2);
    blocks.gather(new int[] {(1 << 30) - 1}, 0, 1, one);
    assertThat(one).containsExactly(-2);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThat(RowInit.parse("normal:0.01")).isEqualTo(new RowInit.Normal(0.01f));
    for (String text : new String[] {"ones", "uniform", "uniform:x", "random:1", ":1"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> RowInit.parse(text))
          .withMessage(
              "rows-init="
                  + text
                  + ": expected zero, uniform:BOUND or normal:DEVIATION, e.g. uniform:0.005");
    }
  }
}

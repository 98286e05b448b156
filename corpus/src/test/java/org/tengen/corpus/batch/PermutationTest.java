package org.tengen.corpus.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PermutationTest {
  private static BitSet values(int size, long seed) {
    Permutation permutation = new Permutation(size, seed);
    BitSet values = new BitSet();
    for (int place = 0; place < size; place++) {
      values.set(Math.toIntExact(permutation.at(place)));
    }
    return values;
  }

  @Test
  void hasEveryNumberAtOnePlace() {
    for (int size = 1; size <= 300; size++) {
      assertThat(values(size, 5).nextClearBit(0)).as("size %d", size).isEqualTo(size);
    }
    for (int size : new int[] {65_535, 65_536, 65_537, 100_003}) {
      assertThat(values(size, 6).nextClearBit(0)).as("size %d", size).isEqualTo(size);
    }
  }

  @Test
  void staysInRangeForMoreThanAnIntegerHolds() {
    Permutation permutation = new Permutation(5_000_000_000L, 1);
    assertThat(LongStream.range(4_999_999_000L, 5_000_000_000L).map(permutation::at))
        .allMatch(value -> value >= 0 && value < 5_000_000_000L)
        .doesNotHaveDuplicates()
        .anyMatch(value -> value > 4_000_000_000L);
  }

  @Test
  void putsEveryNumberFirstAboutEquallyOften() {
    int[] first = new int[7];
    int[][] pairs = new int[7][7];
    for (int seed = 0; seed < 42_000; seed++) {
      Permutation permutation = new Permutation(7, seed);
      first[(int) permutation.at(0)]++;
      pairs[(int) permutation.at(2)][(int) permutation.at(3)]++;
    }
    for (int i = 0; i < 7; i++) {
      assertThat(first[i]).isBetween(5_700, 6_300);
      for (int j = 0; j < 7; j++) {
        assertThat(pairs[i][j]).isBetween(i == j ? 0 : 850, i == j ? 0 : 1_150);
      }
    }
  }

  @Test
  void leavesNoTraceOfTheOldOrder() {
    Permutation permutation = new Permutation(100_000, 3);
    long neighbours =
        LongStream.range(0, 99_999)
            .filter(place -> Math.abs(permutation.at(place) - permutation.at(place + 1)) <= 10)
            .count();
    assertThat(neighbours).isBetween(10L, 40L); // 100,000 * 20 / 100,000 expected
  }
}

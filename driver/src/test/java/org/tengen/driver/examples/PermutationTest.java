package org.tengen.driver.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 63, 64, 65, 1000, 4097})
  void reachesEveryPlaceOnce(long size) {
    Permutation shuffle = new Permutation(size, 7);

    assertThat(LongStream.range(0, size).map(shuffle::at).sorted())
        .containsExactlyElementsOf(LongStream.range(0, size).boxed().toList());
  }

  @Test
  void isAnotherOneForAnotherSeed() {
    assertThat(places(new Permutation(1000, 1))).isNotEqualTo(places(new Permutation(1000, 2)));
  }

  @Test
  void isTheSameOneForTheSameSeed() {
    assertThat(places(new Permutation(8, 1))).containsExactly(PINNED);
  }

  @Test
  void movesNearlyEverythingFarAway() {
    Permutation shuffle = new Permutation(10_000, 3);

    double mean =
        LongStream.range(0, 10_000).map(i -> Math.abs(shuffle.at(i) - i)).average().orElseThrow();

    // a third of the size, for places drawn evenly
    assertThat(mean).isBetween(3200.0, 3470.0);
  }

  @Test
  void refusesANumberOutside() {
    assertThatThrownBy(() -> new Permutation(3, 1).at(3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("number 3 of 3");
  }

  private static final long[] PINNED = {4, 1, 7, 2, 3, 6, 5, 0};

  private static long[] places(Permutation shuffle) {
    return LongStream.range(0, shuffle.size()).map(shuffle::at).toArray();
  }
}

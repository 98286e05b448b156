package org.tengen.ps.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;

class LayoutIndependenceTest {
  private static final int LENGTH = 2_000;
  private static final Range[] STATISTICS = {new Range(0, 3), new Range(700, 900)};

  @ParameterizedTest
  @ValueSource(
      strings = {
        "float32",
        "bfloat16",
        "int8",
        "topk:0.01",
        "topk:0.01+momentum:0.9",
        "threshold:0.01"
      })
  void whatArrivesDoesNotDependOnSlicesOrShards(String codec) {
    Layout whole = new Layout(LENGTH, LENGTH, 1);
    for (int slice : new int[] {1, 7, 255, 256, 257, 1000, 1999}) {
      Layout cut = new Layout(LENGTH, slice, Math.min(3, (LENGTH - 1) / slice + 1));
      Encoder one = Lanes.encoder(codec, whole, STATISTICS);
      Encoder other = Lanes.encoder(codec, cut, STATISTICS);
      Random random = new Random(slice);
      for (int clock = 0; clock < 5; clock++) {
        float[] push = Lanes.random(random, LENGTH);
        assertThat(Lanes.decoded(other, cut, push, 4, clock))
            .as("slices of %d floats, clock %d", slice, clock)
            .isEqualTo(Lanes.decoded(one, whole, push, 4, clock));
      }
    }
  }
}

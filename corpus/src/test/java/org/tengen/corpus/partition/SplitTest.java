package org.tengen.corpus.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.tengen.corpus.CorpusException;

class SplitTest {
  @Test
  void givesEachRecordAwayByItsNumberAndTheSeed() {
    Split split = new Split(7, 0.25, 3);
    assertThat(LongStream.range(0, 24).filter(split::isValidation))
        .containsExactly(0L, 2L, 4L, 9L, 13L);
    assertThat(LongStream.range(0, 12).mapToObj(split::lane))
        .containsExactly(0, 0, 1, 0, 1, 1, 2, 1, 1, 2, 2, 2);
  }

  @Test
  void holdsOutTheShareAndDealsTheRestEvenly() {
    Split split = new Split(1, 0.05, 4);
    int held = 0;
    int[] lanes = new int[4];
    for (long record = 0; record < 100_000; record++) {
      if (split.isValidation(record)) {
        held++;
      } else {
        lanes[split.lane(record)]++;
      }
    }
    assertThat(held).isBetween(4_800, 5_200);
    for (int count : lanes) {
      assertThat(count).isBetween(23_300, 24_200);
    }
  }

  @Test
  void holdsOutTheSameWhateverTheNumberOfLanes() {
    Split one = new Split(9, 0.1, 1);
    Split many = new Split(9, 0.1, 64);
    assertThat(LongStream.range(0, 10_000).filter(one::isValidation).boxed().toList())
        .isEqualTo(LongStream.range(0, 10_000).filter(many::isValidation).boxed().toList());
  }

  @Test
  void holdsOutNothingAtZero() {
    Split split = new Split(1, 0, 1);
    assertThat(LongStream.range(0, 10_000).filter(split::isValidation)).isEmpty();
  }

  @Test
  void refusesASenselessShareAndNoWorkers() {
    assertThatThrownBy(() -> new Split(1, 1, 1))
        .isInstanceOf(CorpusException.class)
        .hasMessageStartingWith("validation=1.0: expected");
    assertThatThrownBy(() -> new Split(1, Double.NaN, 1)).isInstanceOf(CorpusException.class);
    assertThatThrownBy(() -> new Split(1, 0.1, 0)).hasMessage("workers=0: expected 1 or more");
  }
}

package org.tengen.corpus.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.partition.Tokens;

class LaneBatchesTest {
  /** Sentences of one word each, told apart by their words 3 to 12. */
  private static final Tokens TEN =
      Tokens.of(3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8, 0, 9, 0, 10, 0, 11, 0, 12, 0);

  private static LaneBatches lane(int batch, long seed, int lane) {
    return new LaneBatches(TEN, 1, batch, seed, lane);
  }

  /** Each sample as context and target: unique in the text above. */
  private static List<String> samples(LaneBatches lane, int batch, long from, long to) {
    List<String> samples = new ArrayList<>();
    for (long clock = from; clock < to; clock++) {
      int[] contexts = new int[batch];
      int[] targets = new int[batch];
      lane.read(clock, contexts, targets);
      for (int row = 0; row < batch; row++) {
        samples.add(contexts[row] + ">" + targets[row]);
      }
    }
    return samples;
  }

  @Test
  void givesEverySampleOnceARoundThoughBatchesCrossRounds() {
    List<String> samples = samples(lane(7, 1, 0), 7, 0, 20); // 140 samples = 7 rounds of 20
    for (int round = 0; round < 7; round++) {
      assertThat(new HashSet<>(samples.subList(round * 20, round * 20 + 20))).hasSize(20);
    }
    assertThat(samples.subList(0, 20)).isNotEqualTo(samples.subList(20, 40));
  }

  @Test
  void givesTheSameStreamWhateverTheBatch() {
    assertThat(samples(lane(50, 1, 0), 50, 0, 2)).isEqualTo(samples(lane(4, 1, 0), 4, 0, 25));
  }

  @Test
  void goesOnAtAnyClockAsIfItHadNeverStopped() {
    LaneBatches whole = lane(7, 1, 0);
    List<String> unharmed = samples(whole, 7, 0, 30);
    assertThat(samples(lane(7, 1, 0), 7, 17, 30)).isEqualTo(unharmed.subList(17 * 7, 30 * 7));
    assertThat(samples(whole, 7, 2, 3)).isEqualTo(unharmed.subList(14, 21));
  }

  @Test
  void shufflesEveryLaneAndSeedAnotherWay() {
    List<String> samples = samples(lane(20, 1, 0), 20, 0, 1);
    assertThat(samples(lane(20, 1, 1), 20, 0, 1)).isNotEqualTo(samples);
    assertThat(samples(lane(20, 2, 0), 20, 0, 1)).isNotEqualTo(samples);
  }

  @Test
  void pinsTheOrderThatRunsAreRepeatedBy() {
    int[] contexts = new int[5];
    int[] targets = new int[5];
    lane(5, 42, 3).read(1_000_000_007L, contexts, targets);
    assertThat(targets).containsExactly(12, 0, 0, 4, 0);
    assertThat(contexts).containsExactly(2, 10, 11, 2, 12);
  }

  @Test
  void refusesALaneWithoutTextAndArraysOfAnotherSize() {
    assertThatThrownBy(() -> new LaneBatches(Tokens.of(), 5, 8, 1, 2))
        .isInstanceOf(CorpusException.class)
        .hasMessage("lane 2 has no text; expected fewer workers or a larger corpus");
    assertThatThrownBy(() -> new LaneBatches(TEN, 5, 0, 1, 2))
        .hasMessage("batch=0: expected 1 sample or more");
    assertThatThrownBy(() -> lane(5, 1, 0).read(0, new int[5], new int[4]))
        .hasMessage("4 targets and 5 context ids: expected 5 and 5");
  }
}

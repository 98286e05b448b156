package org.tengen.corpus.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tengen.corpus.partition.Tokens;

class MiddlesTest {
  private final Middles middles = new Middles(Tokens.of(7, 8, 0, 5, 0), 2);

  @Test
  void takesTheTokensOnBothSidesBeyondTheSentenceAndNoTokenTwice() {
    int[] contexts = new int[20];
    int[] targets = new int[5];

    assertThat(middles.readOn(0, contexts, targets)).isEqualTo(5);

    assertThat(targets).containsExactly(7, 8, 0, 5, 0);
    assertThat(contexts)
        .containsExactly(
            2, 2, 8, 0, //
            2, 7, 0, 5, //
            7, 8, 5, 0, //
            8, 0, 0, 2, //
            0, 5, 2, 2);
  }

  @Test
  void aLaneGoesThroughAllOfThemInEachRound() {
    LaneBatches lane = new LaneBatches(middles, 5, 1, 0);
    int[] contexts = new int[20];
    int[] targets = new int[5];

    lane.read(3, contexts, targets);

    assertThat(targets).containsExactlyInAnyOrder(7, 8, 0, 5, 0);
  }

  @Test
  void refusesASideOfNothing() {
    assertThatThrownBy(() -> new Middles(Tokens.of(0), 0))
        .hasMessage("side=0: expected 1 or more context words on each side");
  }
}

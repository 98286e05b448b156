package org.tengen.corpus.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tengen.corpus.partition.Tokens;

class LaneChunksTest {
  private final Tokens text = Tokens.of(3, 4, 5, 0, 6, 7, 0);

  @Test
  void readersStandSideBySideAndSayWhatFollowsEachToken() {
    LaneChunks chunks = new LaneChunks(text, 2, 3, 0, 0);
    int[] words = new int[6];
    int[] targets = new int[6];

    chunks.read(0, new int[0], words, targets);

    // the second reader begins at the fourth token
    assertThat(words).containsExactly(0, 5, 3, 0, 4, 6);
    assertThat(targets).containsExactly(3, 0, 4, 6, 5, 7);
  }

  @Test
  void theNextChunkGoesOnBehindTheOneBeforeAndRoundThePartition() {
    LaneChunks chunks = new LaneChunks(text, 1, 3, 0, 0);
    int[] words = new int[3];
    int[] targets = new int[3];

    chunks.read(2, new int[0], words, targets);

    assertThat(words).containsExactly(7, 0, 3);
    assertThat(targets).containsExactly(0, 3, 4);
  }

  @Test
  void whatWasReadBeforeIsTheChunksOfTheClocksBefore() {
    LaneChunks chunks = new LaneChunks(text, 2, 2, 2, 0);
    int[] words = new int[4];
    int[] targets = new int[4];
    int[] first = new int[4];
    int[] second = new int[4];
    chunks.read(0, new int[0], first, targets);
    chunks.read(1, new int[chunks.before(1) * 4], second, targets);
    int[] before = new int[chunks.before(2) * 4];

    chunks.read(2, before, words, targets);

    assertThat(chunks.before(0)).isZero();
    assertThat(chunks.before(1)).isEqualTo(1);
    assertThat(chunks.before(99)).isEqualTo(2);
    assertThat(before)
        .containsExactly(
            first[0], first[1], first[2], first[3], //
            second[0], second[1], second[2], second[3]);
  }

  @Test
  void aRoundSaysEveryTokenOnce() {
    Tokens numbered = Tokens.of(10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21);
    LaneChunks chunks = new LaneChunks(numbered, 3, 2, 0, 0);
    int[] seen = new int[22];
    int[] targets = new int[6];
    for (long clock = 0; clock < 2; clock++) {
      chunks.read(clock, new int[0], new int[6], targets);
      for (int target : targets) {
        seen[target]++;
      }
    }

    assertThat(seen).startsWith(0, 0, 0, 0, 0, 0, 0, 0, 0, 0).endsWith(1, 1, 1, 1, 1, 1);
    assertThat(Arrays.stream(seen).sum()).isEqualTo(12);
  }

  @Test
  void findsAClockFarAwayAtOnce() {
    LaneChunks chunks = new LaneChunks(text, 1, 3, 0, 0);
    int[] targets = new int[3];

    chunks.read(7_000_000_000_000_000_002L, new int[0], new int[3], targets);

    assertThat(targets).containsExactly(0, 3, 4);
  }

  @Test
  void refusesALaneWithoutText() {
    assertThatThrownBy(() -> new LaneChunks(Tokens.of(), 1, 3, 0, 4))
        .hasMessage("lane 4 has no text; expected fewer workers or a larger corpus");
  }

  @Test
  void refusesArraysOfAnotherSize() {
    LaneChunks chunks = new LaneChunks(text, 2, 3, 1, 0);

    assertThatThrownBy(() -> chunks.read(1, new int[0], new int[6], new int[6]))
        .hasMessage("0 tokens before 6 with 6 targets: expected 6, 6 and as many");
  }
}

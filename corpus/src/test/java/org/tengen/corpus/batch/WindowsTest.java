package org.tengen.corpus.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tengen.corpus.partition.Tokens;

class WindowsTest {
  private final Windows windows = new Windows(Tokens.of(7, 8, 9, 4, 0, 5, 0), 3);

  @Test
  void takesTheWordsBeforeWithinTheSentenceAndTheEndAsATarget() {
    int[] contexts = new int[21];
    int[] targets = new int[7];
    assertThat(windows.readOn(0, contexts, targets)).isEqualTo(7);
    assertThat(targets).containsExactly(7, 8, 9, 4, 0, 5, 0);
    assertThat(contexts)
        .containsExactly(
            2, 2, 2, //
            2, 2, 7, //
            2, 7, 8, //
            7, 8, 9, //
            8, 9, 4, //
            2, 2, 2, //
            2, 2, 5);
  }

  @Test
  void readsOnFromAnywhereToTheEnd() {
    int[] contexts = new int[12];
    int[] targets = new int[4];
    assertThat(windows.readOn(5, contexts, targets)).isEqualTo(2);
    assertThat(targets).startsWith(5, 0);
    assertThat(contexts).startsWith(2, 2, 2, 2, 2, 5);
    assertThat(windows.readOn(7, contexts, targets)).isEqualTo(0);
  }

  @Test
  void writesTheRowItIsToldAndNoOther() {
    int[] contexts = new int[9];
    int[] targets = new int[3];
    windows.read(3, 1, contexts, targets);
    assertThat(contexts).containsExactly(0, 0, 0, 7, 8, 9, 0, 0, 0);
    assertThat(targets).containsExactly(0, 4, 0);
  }

  @Test
  void refusesAWindowOfNothing() {
    assertThatThrownBy(() -> new Windows(Tokens.of(0), 0))
        .hasMessage("window=0: expected 1 or more context words");
  }
}

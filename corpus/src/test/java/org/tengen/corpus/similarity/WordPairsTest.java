package org.tengen.corpus.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.vectors.WordVectors;

class WordPairsTest {
  private static WordPairs read(String text) throws IOException {
    return WordPairs.read(new StringReader(text), "pairs");
  }

  @Test
  void pairsHaveTabsOrCommasBetween() throws IOException {
    assertThat(read("# comment\ntiger\tcat\t7.35\n\nbook\tpaper\t7.46\n").pairs())
        .containsExactly(
            new WordPairs.Pair("tiger", "cat", 7.35), new WordPairs.Pair("book", "paper", 7.46));
    assertThat(read("Word 1,Word 2,Human (mean)\ntiger,cat,7.35\n").pairs())
        .containsExactly(new WordPairs.Pair("tiger", "cat", 7.35));
  }

  @Test
  void aLineThatIsNoPairIsRefused() {
    assertThatThrownBy(() -> read("a\tb\t1\ntiger\tcat\n"))
        .isInstanceOf(CorpusException.class)
        .hasMessage(
            "similarity=pairs: line 2 is 'tiger\tcat'; expected two words and a number, "
                + "e.g. tiger<TAB>cat<TAB>7.35");
    assertThatThrownBy(() -> read("a\tb\t1\ntiger\tcat\tvery\n"))
        .hasMessageStartingWith("similarity=pairs: line 2 is 'tiger\tcat\tvery'; expected");
    assertThatThrownBy(() -> read("\n"))
        .hasMessage("similarity=pairs: no pair of words in it; expected some");
  }

  @Test
  void equalValuesShareTheMeanOfTheirRanks() {
    assertThat(SpearmanCorrelation.ranks(new double[] {5, 1, 5, 9, 5}))
        .containsExactly(2, 0, 2, 4, 2);
    assertThat(SpearmanCorrelation.of(new double[] {1, 2, 2, 4}, new double[] {10, 20, 20, 1000}))
        .isCloseTo(1, within(1e-12));
    // ranks 0 1.5 1.5 3 and 3 1 0 2
    assertThat(SpearmanCorrelation.of(new double[] {1, 2, 2, 4}, new double[] {8, 3, 1, 7}))
        .isCloseTo(-1.5 / Math.sqrt(4.5 * 5), within(1e-12));
  }

  @Test
  void onlyPairsWhoseWordsHaveVectorsCount() throws IOException {
    WordVectors vectors =
        new WordVectors(
            2,
            List.of("a", "b", "c"),
            List.of(new float[] {1, 0}, new float[] {1, 1}, new float[] {0, 1}));
    WordPairs.Result result = read("a\tB\t9\na\tc\t1\nb\tc\t9\na\tnone\t5\n").evaluate(vectors);
    assertThat(result.found()).isEqualTo(3);
    assertThat(result.pairs()).isEqualTo(4);
    assertThat(result.spearman()).isCloseTo(1, within(1e-9));
  }
}

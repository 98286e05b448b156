package org.tengen.corpus.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tengen.corpus.batch.Windows;
import org.tengen.corpus.partition.Tokens;
import org.tengen.corpus.vocabulary.Vocabulary;

class PerplexityTest {
  private static final Tokens TEXT =
      Tokens.of(IntStream.range(0, 3000).map(i -> i % 3 == 2 ? 0 : 3).toArray());

  @Test
  void isTheVocabularyForAModelThatKnowsNothing() {
    Perplexity perplexity =
        Perplexity.of((contexts, from, to, target) -> 1.0 / 50, new Windows(TEXT, 5));
    assertThat(perplexity.targets()).isEqualTo(3000);
    assertThat(perplexity.value()).isEqualTo(50, within(1e-9));
  }

  @Test
  void showsTheModelEveryTargetInItsContext() {
    LanguageModel endsAfterTwo =
        (contexts, from, to, target) -> {
          boolean end = to - from == 2 && contexts[from] != Vocabulary.BEGIN;
          return end == (target == Vocabulary.END) ? 0.5 : 0.001;
        };
    assertThat(Perplexity.of(endsAfterTwo, new Windows(TEXT, 2)).value())
        .isEqualTo(2, within(1e-9));
  }

  /** Counts 4, 5, 0, 9, each and one more: 5 + 6 + 10 of 21. */
  @Test
  void countsForTheUnigramWhatTheVocabularyCounted() throws IOException {
    Vocabulary vocabulary =
        Vocabulary.read(
            new StringReader("tengen-vocabulary 1 4\n</s>\t4\n<unk>\t5\n<s>\t0\nthe\t9\n"), "v");
    Unigram unigram = new Unigram(vocabulary);
    assertThat(unigram.probability(new int[0], 0, 0, 0)).isEqualTo(5.0 / 21);
    assertThat(unigram.probability(new int[0], 0, 0, 1)).isEqualTo(6.0 / 21);
    assertThat(unigram.probability(new int[0], 0, 0, 2)).isEqualTo(0);
    assertThat(unigram.probability(new int[0], 0, 0, 3)).isEqualTo(10.0 / 21);
    assertThat(Perplexity.of(unigram, new Windows(Tokens.of(3, 0), 1)).value())
        .isEqualTo(Math.sqrt(21.0 / 10 * 21.0 / 5), within(1e-12));
  }
}

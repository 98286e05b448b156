package org.tengen.corpus.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.partition.Tokens;
import org.tengen.corpus.seed.Seeds;
import org.tengen.corpus.vocabulary.Vocabulary;

class KneserNeyTest {
  /** The two sentences 3 4 and 3 5, with the ids 0 to 5. */
  private static final KneserNey SMALL =
      KneserNey.train(2, 6, List.of(Tokens.of(3, 4, 0, 3, 5, 0)));

  /** Sentences of one to six of twelve words, the low ones more frequent. */
  private static Tokens sentences(int from, int to) {
    return Tokens.of(IntStream.range(from, to).flatMap(KneserNeyTest::sentence).toArray());
  }

  private static IntStream sentence(int number) {
    int length = 1 + Seeds.below(Seeds.derive(1, number), 6);
    IntStream words =
        LongStream.range(0, length)
            .mapToInt(
                at ->
                    3
                        + Math.min(
                            Seeds.below(Seeds.derive(2, number, at), 12),
                            Seeds.below(Seeds.derive(3, number, at), 12)));
    return IntStream.concat(words, IntStream.of(Vocabulary.END));
  }

  private static double p(LanguageModel model, int target, int... context) {
    return model.probability(context, 0, context.length, target);
  }

  /**
   * By hand. Seen before a word: one each before 3, 4, 5, two before the end; of 5, discounts take
   * 3 * 0.5 + 1.0. So the unigrams are 0.2 for 3, 4, 5, 0.3 for the end, 0.1 for the unknown.
   */
  @Test
  void agreesWithCountingByHand() {
    assertThat(p(SMALL, 3, 2)).isEqualTo(0.6, within(1e-12)); // (2 - 1 + 1 * 0.2) / 2
    assertThat(p(SMALL, 1, 2)).isEqualTo(0.05, within(1e-12)); // (0 + 1 * 0.1) / 2
    assertThat(p(SMALL, 4, 3)).isEqualTo(0.35, within(1e-12)); // (1 - 0.5 + 1 * 0.2) / 2
    assertThat(p(SMALL, 0, 3)).isEqualTo(0.15, within(1e-12)); // (0 + 1 * 0.3) / 2
    assertThat(p(SMALL, 0, 4)).isEqualTo(0.65, within(1e-12)); // (1 - 0.5 + 0.5 * 0.3) / 1
    assertThat(p(SMALL, 5, 1)).isEqualTo(0.2, within(1e-12)); // unseen context: the unigram
  }

  /** The literals are of a second implementation, by sets and the definition, in float64. */
  @Test
  void agreesWithTheDefinitionWithFittedDiscounts() {
    KneserNey three = KneserNey.train(3, 15, List.of(sentences(0, 400)));
    assertThat(p(three, 3, 2, 2, 2, 2)).isEqualTo(0.13767892507655438, within(1e-14));
    assertThat(p(three, 4, 2, 2, 2, 3)).isEqualTo(0.12684468069460453, within(1e-14));
    assertThat(p(three, 0, 2, 3, 4, 3)).isEqualTo(0.23726637655588706, within(1e-14));
    assertThat(p(three, 13, 5, 14, 14, 14)).isEqualTo(0.023474724444552033, within(1e-14));
    KneserNey five = KneserNey.train(5, 15, List.of(sentences(0, 400)));
    assertThat(p(five, 4, 2, 2, 2, 3)).isEqualTo(0.12773823314919486, within(1e-14));
    assertThat(p(five, 0, 2, 3, 4, 3)).isEqualTo(0.10473966140904485, within(1e-14));
    assertThat(p(five, 1, 3, 4, 4, 3)).isEqualTo(0.0007072158705393205, within(1e-14));
    assertThat(p(five, 0, 3, 3, 3, 3)).isEqualTo(0.6622708639172696, within(1e-14));
  }

  @Test
  void addsUpToOneInEveryContext() {
    for (int order = 1; order <= 5; order++) {
      KneserNey model = KneserNey.train(order, 15, List.of(sentences(0, 400)));
      for (int[] context :
          new int[][] {{2, 2, 2, 2, 2}, {2, 2, 3, 4, 5}, {3, 4, 3, 3, 4}, {14, 14, 14, 1, 14}}) {
        double sum = IntStream.range(0, 15).mapToDouble(word -> p(model, word, context)).sum();
        assertThat(sum).as("order %d", order).isEqualTo(1, within(1e-12));
        assertThat(p(model, Vocabulary.BEGIN, context)).isEqualTo(0);
      }
    }
  }

  @Test
  void looksNoFurtherBackThanItsOrderAndTheBeginOfTheSentence() {
    KneserNey model = KneserNey.train(3, 15, List.of(sentences(0, 400)));
    double near = p(model, 3, 4, 3);
    assertThat(p(model, 3, 9, 8, 7, 4, 3)).isEqualTo(near);
    assertThat(p(model, 3, 2, 2, 2, 2, 4)).isEqualTo(p(model, 3, 2, 4)).isNotEqualTo(near);
  }

  @Test
  void isTheSameFromPartsInAnyOrder() {
    KneserNey whole = KneserNey.train(4, 15, List.of(sentences(0, 400)));
    KneserNey parts = KneserNey.train(4, 15, List.of(sentences(150, 400), sentences(0, 150)));
    for (int word = 3; word < 15; word++) {
      assertThat(p(parts, word, 2, 3, 4)).isEqualTo(p(whole, word, 2, 3, 4), within(1e-14));
    }
  }

  @Test
  void givesEverythingTheSameWhenItHasSeenNothing() {
    assertThat(p(KneserNey.train(5, 6, List.of(Tokens.of())), 4, 3)).isEqualTo(0.2);
  }

  @Test
  void refusesAnOrderOfNothing() {
    assertThatThrownBy(() -> KneserNey.train(0, 6, List.of()))
        .isInstanceOf(CorpusException.class)
        .hasMessage("order=0: expected 1 or more, e.g. 5");
  }
}

package org.tengen.models.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tengen.corpus.partition.Tokens;

class BlockPlannerTest {
  private static final WordCounts FOUR = WordCounts.of(10, 10, 10, 10);

  private static Word2VecSettings settings(String... options) {
    Map<String, String> all = new java.util.HashMap<>(Map.of("sample", "0", "epochs", "2"));
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    return Word2VecSettings.of(all);
  }

  /** Sentences of 3 to 12 of a hundred words. */
  private static Tokens text(int sentences) {
    SplittableRandom random = new SplittableRandom(sentences);
    int[] tokens = new int[13 * sentences];
    int size = 0;
    for (int sentence = 0; sentence < sentences; sentence++) {
      for (int i = 3 + random.nextInt(10); i > 0; i--) {
        tokens[size++] = 3 + random.nextInt(100);
      }
      tokens[size++] = 0;
    }
    return Tokens.of(Arrays.copyOf(tokens, size));
  }

  private static WordCounts hundred() {
    long[] counts = new long[100];
    Arrays.fill(counts, 10);
    return WordCounts.of(counts);
  }

  private static String describe(Block block) {
    StringBuilder text = new StringBuilder();
    for (int window = 0; window < block.windows(); window++) {
      text.append(block.word(window)).append(':');
      for (int place = block.from(window); place < block.to(window); place++) {
        text.append(place == window ? "" : " " + block.word(place));
      }
      text.append(" >");
      for (int i = block.firstOutput(window); i < block.endOfOutputs(window); i++) {
        text.append(' ').append(block.output(i));
      }
      text.append('\n');
    }
    return text.toString();
  }

  @Test
  void aWindowStaysWithinItsSentence() {
    Tokens text = Tokens.of(3, 4, 0, 5, 6, 3, 0);
    BlockPlanner planner =
        new BlockPlanner(settings("window", "1", "hs", "1", "negative", "0"), FOUR, 100, 1);
    // rows of the tree: 0 joins words 0 and 1, 1 joins 2 and 3, 2 is the root
    assertThat(describe(planner.plan(text, 0, 0)))
        .isEqualTo(
            """
            0: 1 > -3 -1
            1: 0 > -3 0
            2: 3 > 2 -2
            3: 2 0 > 2 1
            0: 3 > -3 -1
            """);
  }

  @Test
  void whatIsNoWordIsLeftOutAndSoIsASentenceOfOneWord() {
    Tokens text = Tokens.of(1, 4, 1, 0, 3, 1, 4, 0, 0, 5);
    Block block = new BlockPlanner(settings(), FOUR, 100, 1).plan(text, 0, 0);
    assertThat(block.windows()).isEqualTo(2);
    assertThat(block.inputRows()).containsExactly(0, 1);
  }

  @Test
  void noiseComesBehindTheWordItselfAndIsNeverThatWord() {
    Tokens text = text(200);
    Block block = new BlockPlanner(settings(), hundred(), 5000, 1).plan(text, 0, 0);
    assertThat(block.windows()).isGreaterThan(1000);
    int left = 0;
    for (int window = 0; window < block.windows(); window++) {
      int first = block.firstOutput(window);
      assertThat(block.output(first)).isEqualTo(~block.word(window));
      for (int i = first + 1; i < block.endOfOutputs(window); i++) {
        assertThat(block.output(i)).isBetween(0, 99).isNotEqualTo(block.word(window));
        left++;
      }
    }
    assertThat(left).isBetween(block.windows() * 5 * 98 / 100, block.windows() * 5 - 1);
  }

  @Test
  void everyReachUpToTheWindowIsAsLikelyAsTheNext() {
    int[] tokens = new int[20_000];
    Arrays.fill(tokens, 4);
    Block block = new BlockPlanner(settings(), FOUR, 20_000, 1).plan(Tokens.of(tokens), 0, 0);
    long[] seen = new long[5];
    for (int window = 5; window < block.windows() - 5; window++) {
      int before = window - block.from(window);
      assertThat(block.to(window) - 1 - window).isEqualTo(before);
      seen[before - 1]++;
    }
    // four degrees of freedom: above 18.5 once in a thousand
    assertThat(ChiSquare.of(seen, new double[] {1, 1, 1, 1, 1})).isLessThan(18.5);
  }

  @Test
  void aBlockHangsOnSeedLaneAndNumberAlone() {
    Tokens text = text(300);
    BlockPlanner planner = new BlockPlanner(settings(), hundred(), 500, 7);
    String third = describe(planner.plan(text, 1, 3));
    planner.plan(text, 0, 0);
    assertThat(describe(planner.plan(text, 1, 3))).isEqualTo(third);
    assertThat(describe(new BlockPlanner(settings(), hundred(), 500, 7).plan(text, 1, 3)))
        .isEqualTo(third);
    assertThat(describe(planner.plan(text, 0, 3))).isNotEqualTo(third);
    assertThat(describe(new BlockPlanner(settings(), hundred(), 500, 8).plan(text, 1, 3)))
        .isNotEqualTo(third);
  }

  @Test
  void theBlocksOfAnEpochAreTheWholeTextAndTheNextEpochDrawsAgain() {
    Tokens text = text(300);
    BlockPlanner planner = new BlockPlanner(settings(), hundred(), 500, 7);
    long perEpoch = (text.size() + 499) / 500;
    assertThat(planner.blocks(text)).isEqualTo(2 * perEpoch);
    long words = 0;
    for (long number = 0; number < perEpoch; number++) {
      words += planner.plan(text, 0, number).windows();
    }
    assertThat(words).isBetween(text.size() - 300 - perEpoch, text.size() - 300);
    assertThat(planner.plan(text, 0, perEpoch).windows())
        .isEqualTo(planner.plan(text, 0, 0).windows());
    assertThat(describe(planner.plan(text, 0, perEpoch)))
        .isNotEqualTo(describe(planner.plan(text, 0, 0)));
  }

  @Test
  void theBlocksOfATextHaveAsManyTokensToWithinOne() {
    int[] words = new int[1001];
    Arrays.fill(words, 4);
    BlockPlanner planner = new BlockPlanner(settings(), FOUR, 300, 1);
    int[] lengths = new int[4];
    for (int number = 0; number < lengths.length; number++) {
      lengths[number] = planner.plan(Tokens.of(words), 0, number).textWords();
    }
    assertThat(lengths).containsExactly(251, 250, 250, 250);
    assertThat(planner.blocks(Tokens.of(words))).isEqualTo(8);
  }

  @Test
  void theRateFallsByEqualStepsOverAllEpochs() {
    Tokens text = Tokens.of(3, 4, 0, 5, 6, 0);
    BlockPlanner planner = new BlockPlanner(settings("alpha", "0.4", "min_alpha", "0"), FOUR, 3, 1);
    assertThat(planner.blocks(text)).isEqualTo(4);
    assertThat(planner.plan(text, 0, 0).rate()).isEqualTo(0.4f);
    assertThat(planner.plan(text, 0, 1).rate()).isEqualTo(0.3f);
    assertThat(planner.plan(text, 0, 2).rate()).isEqualTo(0.2f);
    assertThat(planner.plan(text, 0, 3).rate()).isEqualTo(0.1f);
  }

  @Test
  void behindTheLastEpochALaneGoesRoundItsTextAtTheLastRate() {
    Tokens text = Tokens.of(3, 4, 0, 5, 6, 0);
    BlockPlanner planner =
        new BlockPlanner(settings("alpha", "0.4", "min_alpha", "0.1"), FOUR, 3, 1);
    Block more = planner.plan(text, 0, 9);
    assertThat(more.rate()).isEqualTo(0.1f);
    assertThat(more.inputRows()).containsExactly(2, 3);
    assertThat(more.at(0.2f).rate()).isEqualTo(0.2f);
    assertThat(describe(more.at(0.2f))).isEqualTo(describe(more));
    assertThat(planner.rate(0.5)).isEqualTo(0.25f);
  }

  @Test
  void aBlockCountsTheWordsOfItsTextThoseThinnedOutToo() {
    Tokens text = Tokens.of(3, 4, 1, 0, 3, 2, 4, 0, 5);
    Map<String, String> thins = Map.of("sample", "0.0001");
    Block block =
        new BlockPlanner(Word2VecSettings.of(thins), WordCounts.of(1000, 1000, 1000), 100, 1)
            .plan(text, 0, 0);
    assertThat(block.textWords()).isEqualTo(5);
    assertThat(block.windows()).isLessThan(4);
  }

  @Test
  void aWordBelowTheMinimumCountIsNoNeighbourAndWordsOnBothSidesOfItAre() {
    // of 'a a b x b' the vocabulary has a and b; min_count has made x the unknown token, 1
    Tokens text = Tokens.of(3, 3, 4, 1, 4, 0);
    Map<String, String> options = Map.of("sample", "0", "window", "1", "min_count", "2");
    Block block =
        new BlockPlanner(Word2VecSettings.of(options), WordCounts.of(2, 2), 100, 1)
            .plan(text, 0, 0);
    assertThat(describe(block).lines().map(line -> line.substring(0, line.indexOf(" >"))))
        .containsExactly("0: 0", "0: 0 1", "1: 0 1", "1: 1");
    // nor does the planner look at the count again, which the vocabulary has gone by
    assertThat(
            new BlockPlanner(
                    Word2VecSettings.of(Map.of("sample", "0", "min_count", "9")),
                    WordCounts.of(2, 2),
                    100,
                    1)
                .plan(text, 0, 0)
                .windows())
        .isEqualTo(4);
  }

  @Test
  void aBlockOnFetchedRowsNamesThemByTheirPlaces() {
    Block block =
        new Block(
            new int[] {7, 90, 7},
            new Block.Windows(
                new int[] {0, 0, 1},
                new int[] {2, 3, 3},
                new int[] {~5, 40, ~40, ~9},
                new int[] {2, 3, 4}),
            3,
            0.1f);
    assertThat(block.inputRows()).containsExactly(7, 90);
    assertThat(block.outputRows()).containsExactly(5, 9, 40);
    assertThat(describe(block.within(block.inputRows(), block.outputRows())))
        .isEqualTo("0: 1 > -1 2\n1: 0 0 > -3\n0: 1 > -2\n");
    assertThatThrownBy(() -> block.within(block.inputRows(), new int[] {5, 9}))
        .hasMessage("row 40 of the block is not among the 2 rows given");
  }
}

package org.tengen.models.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.corpus.partition.Tokens;
import org.tengen.corpus.seed.Seeds;

class LocalTrainingTest {
  private static final int WORDS = 20;

  /** Each sentence has words of one of two halves of the vocabulary. */
  private static Tokens twoTopics(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] tokens = new int[9 * 3000];
    for (int i = 0; i < tokens.length; i += 9) {
      int topic = random.nextInt(2) * WORDS / 2;
      for (int word = 0; word < 8; word++) {
        tokens[i + word] = 3 + topic + random.nextInt(WORDS / 2);
      }
    }
    return Tokens.of(tokens);
  }

  private static WordCounts even() {
    long[] counts = new long[WORDS];
    java.util.Arrays.fill(counts, 1200);
    return WordCounts.of(counts);
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      product += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return product / Math.sqrt(aa * bb);
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 5", "0, 0, 5", "1, 1, 0", "0, 1, 0"})
  void wordsOfOneTopicEndNearerToEachOtherThanToTheOther(String sg, String hs, String negative)
      throws InterruptedException {
    Word2VecSettings settings =
        Word2VecSettings.of(
            Map.of("sg", sg, "hs", hs, "negative", negative, "sample", "0", "vector_size", "20"));
    Rows vectors =
        new LocalTraining(settings, even(), 1).train(List.of(twoTopics(1), twoTopics(2)));
    double same = 0;
    double other = 0;
    for (int i = 1; i < WORDS / 2; i++) {
      same += cosine(vectors.row(0), vectors.row(i)) / (WORDS / 2 - 1);
      other += cosine(vectors.row(0), vectors.row(i + WORDS / 2)) / (WORDS / 2 - 1);
    }
    assertThat(same).isGreaterThan(other + 0.5);
  }

  @Test
  @Timeout(60)
  void aLaneThatFailsEndsTheTrainingThoughLanesBeforeItGoOn() {
    Word2VecSettings settings = Word2VecSettings.of(Map.of("epochs", "1000000", "sg", "1"));
    LocalTraining training = new LocalTraining(settings, even(), 1);
    Tokens broken = Tokens.of(3, 4, 99, 0);
    assertThatThrownBy(() -> training.train(List.of(twoTopics(1), broken)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a training thread failed")
        .hasCauseInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aTrainingThatWasStoppedGoesOnToTheSameBits() throws InterruptedException {
    Word2VecSettings settings = Word2VecSettings.of(Map.of("vector_size", "20", "epochs", "2"));
    List<Tokens> lane = List.of(twoTopics(1));
    float[] whole = new LocalTraining(settings, even(), 1).train(lane).values();

    BlockPlanner planner = new BlockPlanner(settings, even(), BlockPlanner.USUAL_TOKENS, 1);
    Rows inputs = Rows.uniform(WORDS, 20, Seeds.derive(1, "word2vec-inputs"));
    LocalTraining parted = new LocalTraining(settings, planner, inputs, Rows.zero(WORDS, 20));
    long[] done = new long[1];
    parted.train(
        lane,
        new long[1],
        (number, blocks, block, loss) -> {
          done[0] = blocks;
          return blocks < 5;
        });
    assertThat(done).containsExactly(5);
    parted.train(lane, done, (number, blocks, block, loss) -> true);
    assertThat(inputs.values()).isEqualTo(whole);
  }

  @Test
  void oneLaneEndsInTheSameBitsFromTheSameSeed() throws InterruptedException {
    Word2VecSettings settings = Word2VecSettings.of(Map.of("sg", "1"));
    List<Tokens> lane = List.of(twoTopics(1));
    float[] first = new LocalTraining(settings, even(), 1).train(lane).values();
    assertThat(new LocalTraining(settings, even(), 1).train(lane).values()).isEqualTo(first);
    assertThat(new LocalTraining(settings, even(), 2).train(lane).values()).isNotEqualTo(first);
  }
}

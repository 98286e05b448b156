package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.corpus.vocabulary.VocabularyBuilder;
import org.tengen.corpus.vocabulary.WordCount;
import org.tengen.web.report.WordPicture;

final class PicturedWordsTest {
  private static Vocabulary vocabulary(String... words) {
    VocabularyBuilder builder = new VocabularyBuilder(1, 100);
    for (String word : words) {
      builder.add(new WordCount(word, 5));
    }
    return builder.build();
  }

  @Test
  void threeDirectionsInAPlaneKeepTheirDistances() {
    PicturedWords words = new PicturedWords(List.of("a", "b", "c"), vocabulary("a", "b", "c", "d"));
    float[] vector = {3, 0, 0};
    words.see("a", vector);
    vector[0] = -7; // what was seen is not what comes to be
    words.see("d", vector);
    words.see("b", new float[] {0, 2, 0});
    words.see("c", new float[] {0, 1, 1});
    WordPicture picture = Objects.requireNonNull(words.picture());
    assertThat(picture.share()).isCloseTo(1, within(1e-9));
    // of directions (1, 0, 0), (0, 1, 0), (0, r, r): two are sqrt 2 from the first
    assertThat(distance(picture, 0, 1)).isCloseTo(Math.sqrt(2), within(1e-9));
    assertThat(distance(picture, 0, 2)).isCloseTo(Math.sqrt(2), within(1e-9));
    assertThat(distance(picture, 1, 2)).isCloseTo(Math.sqrt(2 - Math.sqrt(2)), within(1e-9));
    assertThat(picture.words())
        .extracting(WordPicture.Word::nearest)
        .containsExactly("b", "c", "b");
    assertThat(picture.words().get(1).cosine()).isCloseTo(Math.sqrt(0.5), within(1e-7));
    double farthest = picture.words().get(0).x();
    assertThat(farthest).isPositive();
  }

  private static double distance(WordPicture picture, int first, int second) {
    WordPicture.Word a = picture.words().get(first);
    WordPicture.Word b = picture.words().get(second);
    return Math.hypot(a.x() - b.x(), a.y() - b.y());
  }

  @Test
  void vectorsThatAreAllTheSameStandInOnePlace() {
    PicturedWords words = new PicturedWords(List.of("a", "b", "c"), vocabulary("a", "b", "c"));
    for (String word : List.of("a", "b", "c")) {
      words.see(word, new float[] {1, 1});
    }
    WordPicture picture = Objects.requireNonNull(words.picture());
    assertThat(distance(picture, 0, 2)).isCloseTo(0, within(1e-6));
    assertThat(picture.share()).isBetween(0.0, 1.0);
  }

  @Test
  void whereNoWordsWereChosenThereIsNoPicture() {
    assertThat(new PicturedWords(List.of(), vocabulary("a", "b")).picture()).isNull();
  }
}

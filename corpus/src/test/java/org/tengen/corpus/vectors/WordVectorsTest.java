package org.tengen.corpus.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordVectorsTest {
  private static final WordVectors FIVE =
      new WordVectors(
          2,
          List.of("man", "king", "woman", "queen", "car"),
          List.of(
              new float[] {1, 0},
              new float[] {3, 3},
              new float[] {0.9f, -0.5f},
              new float[] {1, 0.3f},
              new float[] {-1, 0}));

  @Test
  void theNearestWordsComeFirstWithoutTheWordItself() {
    List<WordVectors.Neighbour> nearest = FIVE.nearest("man", 3);
    assertThat(nearest)
        .extracting(WordVectors.Neighbour::word)
        .containsExactly("queen", "woman", "king");
    assertThat(nearest.get(2).cosine()).isCloseTo(Math.sqrt(0.5), within(1e-6));
  }

  @Test
  void anAnalogyScalesVectorsToOneLengthAndLeavesItsWordsOut() {
    // king - man + woman is (0.58, 0.22) with lengths of 1, and (2.9, 2.5) without
    assertThat(FIVE.analogy("man", "king", "woman", 2))
        .extracting(WordVectors.Neighbour::word)
        .containsExactly("queen", "car");
    assertThat(FIVE.analogy("man", "king", "woman", 1).get(0).cosine())
        .isCloseTo(0.997, within(1e-3));
  }

  @Test
  void aWordIsFoundAsWrittenOrElseInLowerCase() {
    assertThat(FIVE.find("King")).isEqualTo(1);
    assertThat(FIVE.find("prince")).isEqualTo(-1);
    assertThatThrownBy(() -> FIVE.nearest("prince", 1))
        .hasMessage("word 'prince' has no vector; expected one of the 5 words of the file");
  }

  @Test
  void aWordThatIsMisspelledIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> FIVE.nearest("quen", 1))
        .hasMessage("word 'quen' has no vector; did you mean queen?");
    assertThatThrownBy(() -> FIVE.analogy("man", "Kings", "woman", 1))
        .hasMessage("word 'Kings' has no vector; did you mean king?");
    assertThatThrownBy(() -> FIVE.nearest("ca", 1))
        .hasMessage("word 'ca' has no vector; did you mean car?");
    assertThatThrownBy(() -> FIVE.nearest("x", 1)).hasMessageEndingWith("words of the file");
  }

  @Test
  void aVectorOfZerosIsNearNothing() {
    WordVectors two =
        new WordVectors(1, List.of("a", "b"), List.of(new float[] {0}, new float[] {1}));
    assertThat(two.cosine(0, 1)).isZero();
  }

  @Test
  void aWordThatIsThereTwiceIsRefused() {
    List<float[]> vectors = List.of(new float[] {0}, new float[] {1});
    assertThatThrownBy(() -> new WordVectors(1, List.of("a", "a"), vectors))
        .hasMessage("word 'a' has 1 floats or is there twice: expected 1, and once");
  }
}

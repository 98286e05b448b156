package org.tengen.corpus.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.vectors.WordVectors;

class AnalogiesTest {
  private static Analogies read(String text) throws IOException {
    return Analogies.read(new StringReader(text), "questions");
  }

  @Test
  void questionsStandBelowTheirSectionsName() throws IOException {
    Analogies analogies =
        read(": capitals\nAthens Greece Oslo Norway\n\n: empty\n: family\nboy girl son daughter\n");
    assertThat(analogies.sections())
        .containsExactly(
            new Analogies.Section(
                "capitals", List.of(new Analogies.Question("Athens", "Greece", "Oslo", "Norway"))),
            new Analogies.Section(
                "family", List.of(new Analogies.Question("boy", "girl", "son", "daughter"))));
  }

  @Test
  void aLineThatIsNoQuestionIsRefused() {
    assertThatThrownBy(() -> read(": a\nboy girl son\n"))
        .isInstanceOf(CorpusException.class)
        .hasMessage(
            "analogies=questions: line 2 is 'boy girl son'; expected four words, "
                + "or a colon and a section's name");
    assertThatThrownBy(() -> read(": a\n"))
        .hasMessage("analogies=questions: no question in it; expected some");
  }

  @Test
  void aSectionCountsWhatIsRightOfWhatCouldBeAsked() throws IOException {
    WordVectors vectors =
        new WordVectors(
            2,
            List.of("man", "king", "woman", "queen", "car"),
            List.of(
                new float[] {1, 0},
                new float[] {3, 3},
                new float[] {0.9f, -0.5f},
                new float[] {1, 0.3f},
                new float[] {-1, 0}));
    Analogies analogies =
        read(": family\nMan King Woman Queen\nman king woman car\nman king woman prince\n");
    assertThat(analogies.evaluate(vectors, 5))
        .containsExactly(new Analogies.Result("family", 1, 2, 3));
    // queen and car are not among the first three words
    assertThat(analogies.evaluate(vectors, 3))
        .containsExactly(new Analogies.Result("family", 0, 0, 3));
    assertThat(new Analogies.Result("family", 1, 2, 3).share()).isEqualTo(0.5);
    assertThat(new Analogies.Result("family", 0, 0, 3).share()).isZero();
  }
}

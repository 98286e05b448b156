package org.tengen.models.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Word2VecSettingsTest {
  @Test
  void defaultsAreGensims() {
    assertThat(Word2VecSettings.defaults())
        .isEqualTo(
            new Word2VecSettings(100, 5, 5, false, false, 5, 0.75, 0.001, 0.025, 0.0001, true, 5));
  }

  @Test
  void optionsAreNamedAsInGensim() {
    Map<String, String> options =
        Map.of("sg", "1", "vector_size", "300", "sample", "1e-5", "cbow_mean", "0");
    assertThat(Word2VecSettings.of(options))
        .isEqualTo(
            new Word2VecSettings(300, 5, 5, true, false, 5, 0.75, 1e-5, 0.025, 0.0001, false, 5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vector_size | 0 | vector_size=0: expected 1 to 65536",
        "vector_size | many | vector_size=many: expected a whole number, e.g. 100",
        "window | 0 | window=0: expected 1 to 1000",
        "min_count | 0 | min_count=0: expected 1 or more",
        "sg | yes | sg=yes: expected 0 or 1",
        "negative | -1 | negative=-1: expected 0 to 1000",
        "negative | 0 | negative=0: expected 1 or more, or hs=1",
        "hs | 1 | negative=5: expected 0, as hs=1 takes the place of noise",
        "ns_exponent | NaN | ns_exponent=NaN: expected -10 to 10, e.g. 0.75",
        "sample | 1 | sample=1.0: expected 0 or more and below 1, e.g. 0.001",
        "alpha | 0 | alpha=0.0: expected more than 0 and at most 10, e.g. 0.025",
        "min_alpha | 0.1 | min_alpha=0.1: expected 0 to alpha=0.025",
        "epochs | 0 | epochs=0: expected 1 or more",
      })
  void aValueOutOfRangeIsRefusedInOneLine(String option, String value, String message) {
    assertThatThrownBy(() -> Word2VecSettings.of(Map.of(option, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void anUnknownOptionIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> Word2VecSettings.of(Map.of("size", "100")))
        .hasMessageStartingWith("size=100: expected one of vector_size, window, min_count, sg,");
  }
}

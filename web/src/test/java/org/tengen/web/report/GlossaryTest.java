package org.tengen.web.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlossaryTest {
  private static String meaning(String strategy) {
    List<Glossary.Entry> entries = Glossary.of(List.of(SampleRuns.named(strategy)));
    return entries.isEmpty() ? "" : entries.get(0).meaning();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bsp:backup=1 | late ones are skipped",
        "ssp:4+dc:0.5:0.9 | at most 4 steps ahead",
        "asp:dc:2:0.95 | corrected for what has changed",
        "asp+lr/tau | the smaller the staler",
        "softsync:2+lr/tau | the mean of several pushes",
        "local:8+reset | every 8 steps",
        "easgd:4:0.25 | centre every 4 steps"
      })
  void saysWhatAStrategyDoesWhateverItsArguments(String strategy, String words) {
    assertThat(meaning(strategy)).contains(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mine", "asp:mine"})
  void saysNothingOfWhatItDoesNotKnow(String strategy) {
    assertThat(meaning(strategy)).isEmpty();
  }
}

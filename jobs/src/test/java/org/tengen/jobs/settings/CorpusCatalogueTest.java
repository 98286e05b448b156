package org.tengen.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tengen.corpus.deal.Dealing;
import org.tengen.corpus.text.Format;
import org.tengen.corpus.text.OnBadRecord;
import org.tengen.corpus.text.Reading;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.training.MergesFrom;
import org.tengen.driver.training.TextSubject;
import org.tengen.driver.training.TrainingSettings;
import org.tengen.driver.training.TrainingSettings.Preparation;

class CorpusCatalogueTest {
  private static TrainingSettings.Text text(String... flags) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String flag : flags) {
      texts.put(flag.substring(0, flag.indexOf('=')), flag.substring(flag.indexOf('=') + 1));
    }
    return TextSubject.of(
            new TypedSettings(
                    Resolution.resolve(JobName.TRAIN_NEXT_WORD, List.of(Layer.flags(texts))))
                .trainings()
                .get(0))
        .text();
  }

  private static void assertRefused(String message, String... flags) {
    assertThatThrownBy(() -> text(flags)).isInstanceOf(WrongSetting.class).hasMessage(message);
  }

  @Test
  void isAsUsualWhenNothingIsSaid() {
    assertThat(text().preparation()).isEqualTo(Preparation.USUAL);
    assertThat(text().tokenizer()).isEqualTo("words");
  }

  @Test
  void everySettingReachesTheTraining() {
    TrainingSettings.Text text =
        text(
            "corpus-format=json-lines",
            "corpus-field=body",
            "bad-records=skip",
            "tokenizer=japanese+bpe",
            "merges=learn:8000",
            "dealing=tokens");

    assertThat(text.tokenizer()).isEqualTo("japanese+bpe");
    assertThat(text.preparation())
        .isEqualTo(
            new Preparation(
                new Reading(Format.JSON_LINES, "body", OnBadRecord.SKIP),
                new MergesFrom("", 8000),
                Dealing.TOKENS));
    assertThat(text("corpus-format=parquet", "bad-records=skip+truncated").preparation().reading())
        .isEqualTo(new Reading(Format.PARQUET, "text", OnBadRecord.SKIP_AND_TRUNCATED));
    assertThat(text("tokenizer=words+bpe", "merges=hdfs://a/m").preparation().merges())
        .isEqualTo(new MergesFrom("hdfs://a/m", 0));
  }

  @Test
  void refusesATokenizerWithoutItsMergesAndMergesWithoutTheirTokenizer() {
    assertRefused(
        "tokenizer=words+bpe: merges is none; expected a file of merges, or learn:N for as many"
            + " learned ones (flag --tokenizer)",
        "tokenizer=words+bpe");
    assertRefused(
        "tokenizer=words: has no use for merges; expected merges=none, or tokenizer=words+bpe (flag"
            + " --merges)",
        "merges=learn:8000");
  }

  @Test
  void refusesWhatNoTokenizerIsCalledAndSuggestsOne() {
    assertRefused(
        "tokenizer=standart: expected words, whitespace, standard or japanese, alone or with +bpe, or"
            + " characters; did you mean standard? (flag --tokenizer)",
        "tokenizer=standart");
  }

  @Test
  void refusesANumberOfMergesThatIsNone() {
    assertRefused(
        "merges=learn:0: expected learn:N with a whole number from 1 to 1000000, e.g. learn:8000"
            + " (flag --merges)",
        "tokenizer=words+bpe",
        "merges=learn:0");
  }
}

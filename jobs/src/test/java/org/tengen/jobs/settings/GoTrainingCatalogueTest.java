package org.tengen.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.corpus.text.OnBadRecord;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.training.GameSubject;
import org.tengen.driver.training.Subject;
import org.tengen.go.Rules;
import org.tengen.models.policyvalue.BoardPlanes;
import org.tengen.models.policyvalue.PolicyValueHeads;
import org.tengen.models.policyvalue.ResidualForm;
import org.tengen.models.policyvalue.ResidualTower;

class GoTrainingCatalogueTest {
  private static Subject subject(String... flags) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String flag : flags) {
      texts.put(flag.substring(0, flag.indexOf('=')), flag.substring(flag.indexOf('=') + 1));
    }
    return new TypedSettings(Resolution.resolve(JobName.TRAIN_GO, List.of(Layer.flags(texts))))
        .trainings()
        .get(0)
        .subject();
  }

  @Test
  void withoutFlagsTheNetworkIsAlphaGoZerosOn9x9() {
    assertThat(subject("records=games"))
        .isEqualTo(
            new GameSubject(
                "games",
                BoardPlanes.square(9),
                new ResidualTower(ResidualForm.of("basic"), 6, 64),
                PolicyValueHeads.dense(),
                1e-4,
                new GameSubject.Reading(0.02, OnBadRecord.SKIP, Rules.CHINESE.withKomi(7))));
  }

  @Test
  void everySettingReachesTheSubject() {
    assertThat(
            subject(
                "records=sgf/",
                "size=13x9",
                "rules=Japanese",
                "komi=6.5",
                "bad-records=skip+truncated",
                "history=3",
                "form=wide:2",
                "blocks=4",
                "filters=32",
                "heads=any-size",
                "l2=none",
                "validation=0.1"))
        .isEqualTo(
            new GameSubject(
                "sgf/",
                new BoardPlanes(3, 9, 13),
                new ResidualTower(ResidualForm.of("wide:2"), 4, 32),
                PolicyValueHeads.anySize(),
                0,
                new GameSubject.Reading(
                    0.1, OnBadRecord.SKIP_AND_TRUNCATED, Rules.JAPANESE.withKomi(6.5))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "form=tall | form=tall: expected basic, bottleneck, pre-activation, wide:FACTOR or"
            + " pyramid:ADDED",
        "form=bottleneck,filters=6 | filters",
        "size=1x2 | 2 to 25"
      })
  void refusesANetworkThatCannotBe(String flags, String message) {
    assertThatThrownBy(() -> subject(("records=games," + flags).split(",")))
        .isInstanceOf(WrongSetting.class)
        .hasMessageContaining(message);
  }
}

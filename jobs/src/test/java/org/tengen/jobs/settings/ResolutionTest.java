package org.tengen.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tengen.driver.WrongSetting;

class ResolutionTest {
  private static Layer file(String... lines) {
    return SettingsFile.read("conf/x.properties", List.of(lines));
  }

  private static Values resolve(Layer... layers) {
    return Resolution.resolve(JobName.TRAIN_NEXT_WORD, List.of(layers));
  }

  @Test
  void takesTheDefaultWhereNothingIsSet() {
    Values values = resolve();
    assertThat(values.get(Catalogue.WORKERS)).isEqualTo(4);
    assertThat(values.origin(Catalogue.WORKERS)).hasToString("default");
  }

  @Test
  void aFileBeatsTheDefaultAndSaysItsLine() {
    Values values = resolve(file("# lanes", "", "workers = 8"));
    assertThat(values.get(Catalogue.WORKERS)).isEqualTo(8);
    assertThat(values.origin(Catalogue.WORKERS)).hasToString("conf/x.properties line 3");
  }

  @Test
  void aResumedRunBeatsAFile() {
    Values values = resolve(file("workers=8"), Layer.run("runs/a", Map.of("workers", "3")));
    assertThat(values.get(Catalogue.WORKERS)).isEqualTo(3);
    assertThat(values.origin(Catalogue.WORKERS)).hasToString("run runs/a");
  }

  @Test
  void aFlagBeatsAll() {
    Values values =
        resolve(
            file("deadline=8s"),
            Layer.run("runs/a", Map.of("deadline", "3s")),
            Layer.flags(Map.of("deadline", "5s")));
    assertThat(values.get(ClusterCatalogue.DEADLINE)).hasSeconds(5);
    assertThat(values.origin(ClusterCatalogue.DEADLINE)).hasToString("flag --deadline");
  }

  @Test
  void refusesAnUnknownKeyInAFileWithASuggestion() {
    assertThatThrownBy(() -> resolve(file("", "worker = 8")))
        .isInstanceOf(WrongSetting.class)
        .hasMessage(
            "conf/x.properties line 2: worker is no setting of train next-word; did you mean"
                + " workers?");
  }

  @Test
  void refusesAnUnknownKeyThatIsLikeNoOther() {
    assertThatThrownBy(() -> resolve(file("colour = red")))
        .hasMessage(
            "conf/x.properties line 1: colour is no setting of train next-word; tengen train"
                + " next-word --help lists them");
  }

  @Test
  void refusesAMalformedValueInAFileWithItsLine() {
    assertThatThrownBy(() -> resolve(file("workers = many")))
        .hasMessage(
            "workers=many: expected a whole number from 1 to 1024, e.g. 4 (conf/x.properties line"
                + " 1)");
  }

  @Test
  void refusesAMalformedValueEvenWhereAFlagBeatsTheFileLater() {
    assertThatThrownBy(() -> resolve(file("rate = 0.1"), Layer.flags(Map.of("rate", "fast"))))
        .hasMessageStartingWith("rate=fast: expected a number");
  }

  @Test
  void theBudgetOfALaterLayerReplacesTheOther() {
    Values values = resolve(file("samples = 1000"), Layer.flags(Map.of("epochs", "2")));
    assertThat(Budget.of(values)).isEqualTo(new Budget(Optional.empty(), Optional.of(2.0)));
    assertThat(values.text(Catalogue.SAMPLES)).isEqualTo("none");
    assertThat(values.origin(Catalogue.SAMPLES)).hasToString("flag --epochs");
  }

  @Test
  void aNumberOfSamplesReplacesTheDefaultEpochs() {
    assertThat(Budget.of(resolve(file("samples = 1000"))))
        .isEqualTo(new Budget(Optional.of(1000L), Optional.empty()));
  }

  @Test
  void refusesTwoBudgetsFromOnePlace() {
    assertThatThrownBy(() -> resolve(file("samples = 1000", "epochs = 2")))
        .hasMessage(
            "samples=1000 (conf/x.properties line 1) and epochs=2 (conf/x.properties line 2):"
                + " expected one of them; a budget is samples or epochs");
  }

  @Test
  void refusesARunWithoutABudget() {
    assertThatThrownBy(() -> resolve(Layer.flags(Map.of("epochs", "none"))))
        .hasMessage("samples=none, epochs=none: expected one of them to be set, e.g. epochs=1");
  }

  @Test
  void printsASettingsFileThatGivesTheSameValues() {
    Values values = resolve(file("corpus = a folder/#1", "workers = 8"));
    String printed = values.print();
    assertThat(printed).contains("workers = 8").contains("# conf/x.properties line 2\n");
    Values again = resolve(SettingsFile.read("printed", printed.lines().toList()));
    assertThat(again.texts()).isEqualTo(values.texts());
  }

  @Test
  void noKeyIsDeclaredTwiceForAJob() {
    for (JobName job : JobName.values()) {
      assertThat(Catalogue.of(job)).extracting(Setting::key).doesNotHaveDuplicates();
    }
  }

  @Test
  void everyDefaultAndEveryExampleIsAccepted() {
    for (Setting<?> setting : Catalogue.all()) {
      assertThat(setting.read(setting.fallback(), Origin.DEFAULT)).isNotNull();
      assertThat(setting.read(setting.example(), Origin.DEFAULT)).isNotNull();
    }
  }

  @Test
  void theCommandHasTheFileAndTheFlagsThatWereGiven() {
    Values values =
        Resolution.resolve(
            JobName.TRAIN_NEXT_WORD,
            List.of(
                SettingsFile.read("f", List.of("workers = 2", "straggler = 0:3x")),
                Layer.flags(Map.of("straggler", "none", "corpus", "/my text/it's"))));
    assertThat(values.command())
        .isEqualTo("tengen train next-word --conf f --corpus '/my text/it'\\''s' --straggler none");
  }

  @Test
  void theCommandNamesNoFileThatIsReadAnyway() {
    for (String own :
        List.of("conf/next-word.properties", "conf/next-word.properties in the jar")) {
      Values values =
          Resolution.resolve(
              JobName.TRAIN_NEXT_WORD, List.of(SettingsFile.read(own, List.of("workers = 2"))));
      assertThat(values.command()).isEqualTo("tengen train next-word");
    }
  }

  @Test
  void aRunOfBeforeASettingGoesOnAsItBegan() {
    Map<String, String> stored = Map.of("corpus", "lines.jsonl", "workers", "3");
    Layer resumed =
        Resumption.layer(JobName.TRAIN_NEXT_WORD, "runs/a", stored, Layer.flags(Map.of()));
    Values values = resolve(file("dealing = tokens", "corpus-format = auto"), resumed);
    assertThat(values.get(CorpusCatalogue.DEALING)).isEqualTo("records");
    assertThat(values.get(CorpusCatalogue.CORPUS_FORMAT)).isEqualTo("text");
    assertThatThrownBy(
            () ->
                Resumption.layer(
                    JobName.TRAIN_NEXT_WORD,
                    "runs/a",
                    stored,
                    Layer.flags(Map.of("dealing", "tokens"))))
        .isInstanceOf(WrongSetting.class)
        .hasMessageContaining("dealing=tokens (it has records)");
  }
}

package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.run.RunFolder;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;

/** A comparison of trainings that are only played. */
class ComparisonTest {
  @TempDir private Path folder;

  private final List<String> trained = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private RunFolder run;

  @BeforeEach
  void create() {
    run = RunFolder.create(folder.resolve("run").toString(), new Configuration());
  }

  private static TrainingSettings settings(String strategy) {
    return FootprintTest.settings(Cell.LSTM, strategy);
  }

  private RunResult compare(String... strategies) throws InterruptedException {
    List<TrainingSettings> trainings = List.of(strategies).stream().map(s -> settings(s)).toList();
    RunResult blank =
        new RunResult(
            "compare", "tengen", "now", Map.of(), Map.of("java", "17"), null, "", List.of());
    return new Comparison(run, blank, notices::add)
        .run(trainings, (index, own, target) -> played(trainings.get(index)));
  }

  private Comparison.One played(TrainingSettings settings) {
    String strategy = settings.lanes().strategy().name();
    trained.add(strategy);
    StrategyRun figures =
        new StrategyRun(
            strategy,
            3,
            2,
            1,
            100,
            25,
            1,
            100,
            0,
            new StrategyRun.Staleness(0, 0, 0, List.of(25L)),
            Map.of(StrategyRun.PERPLEXITY, 50.0),
            null,
            null,
            "",
            List.of(),
            List.of(),
            null,
            null,
            0.1,
            "adam",
            "none",
            null,
            null);
    return new Comparison.One(figures, 90.0, Map.of("moved", "a shard of " + strategy));
  }

  private String result(String training) {
    return run.folder(training).read("result.json").orElseThrow();
  }

  @Test
  void whatIsKnownOfOneTrainingStandsInItsResultAndInThatOfAllAlone() throws Exception {
    RunResult all = compare("bsp", "asp");

    assertThat(result("asp")).contains("a shard of asp").doesNotContain("a shard of bsp");
    assertThat(all.versions())
        .containsEntry("java", "17")
        .containsEntry("moved", "a shard of bsp; a shard of asp");
  }

  @Test
  void whatIsFinishedIsNotTrainedAgainAndWhatIsKnownOfItIsToldAll() throws Exception {
    compare("bsp", "asp");
    RunResult all = compare("bsp", "asp");

    assertThat(trained).containsExactly("bsp", "asp");
    assertThat(all.versions()).containsEntry("moved", "a shard of bsp; a shard of asp");
  }

  @Test
  void aResultThatAPowerCutHasDamagedIsMadeAgain() throws Exception {
    compare("bsp", "asp");
    run.folder("bsp").write("result.json", "{ \"job\"");

    compare("bsp", "asp");

    assertThat(trained).containsExactly("bsp", "asp", "bsp");
    assertThat(notices).hasSize(1);
    assertThat(notices.get(0)).contains("bsp/result.json").endsWith("this training is made again");
  }

  @Test
  void refusesTwoNamesOfOneTraining() {
    assertThatThrownBy(() -> compare("asp:dc", "asp+dc"))
        .isInstanceOf(WrongSetting.class)
        .hasMessage("strategy=asp:dc,asp+dc: are two names of one training; expected one of them");
    assertThat(trained).isEmpty();
  }

  @Test
  void refusesABudgetThatOneOfThemCannotHaveBeforeAnyIsTrained() {
    assertThatThrownBy(() -> compare("bsp", "local:64"))
        .isInstanceOf(WrongSetting.class)
        .hasMessageStartingWith("samples=100: expected at least 768, ");
    assertThat(trained).isEmpty();
  }
}

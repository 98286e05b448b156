package org.tengen.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.driver.WrongSetting;

class SourcesTest {
  private static final Map<String, String> STORED =
      Map.of("workers", "3", "rate", "0.010", "samples", "5000", "epochs", "none", "out", "none");

  @TempDir Path home;

  private Values resolve(@Nullable String sparkMaster, Optional<String> resume, String... flags) {
    Map<String, String> texts = new java.util.LinkedHashMap<>();
    for (int i = 0; i < flags.length; i += 2) {
      texts.put(flags[i], flags[i + 1]);
    }
    Sources sources =
        new Sources(
            new JobFile(Optional.of(home)),
            key -> key.equals("spark.master") ? sparkMaster : null,
            (job, folder) -> STORED);
    return sources.resolve(
        new Sources.Asked(JobName.TRAIN_NEXT_WORD, Optional.empty(), resume, texts));
  }

  @Test
  void aResumedRunHasItsOwnSettingsAndFolder() {
    Values values = resolve(null, Optional.of("runs/a"));
    assertThat(values.texts())
        .containsEntry("workers", "3")
        .containsEntry("samples", "5000")
        .containsEntry("epochs", "none")
        .containsEntry("out", "runs/a");
    assertThat(values.origins()).containsEntry("workers", "run runs/a");
  }

  @Test
  void refusesToResumeWithOtherSettingsAndNamesThemAll() {
    assertThatThrownBy(() -> resolve(null, Optional.of("runs/a"), "workers", "4", "rate", "0.02"))
        .isInstanceOf(WrongSetting.class)
        .hasMessage(
            "resume=runs/a: goes on with its own settings, but the flags say workers=4 (it has 3),"
                + " rate=0.02 (it has 0.010); leave them away, or start a new run");
  }

  @Test
  void resumesWithAFlagThatSaysTheSameInOtherWords() {
    Values values = resolve(null, Optional.of("runs/a"), "rate", "0.01", "workers", "3");
    assertThat(values.get(Catalogue.RATE)).isEqualTo(0.01);
  }

  @Test
  void resumesElsewhereAndWithMorePatience() {
    Values values =
        resolve(
            null,
            Optional.of("runs/a"),
            "master",
            "spark://h:7077",
            "deadline",
            "9m",
            "out",
            "runs/./a");
    assertThat(values.text(ClusterCatalogue.MASTER)).isEqualTo("spark://h:7077");
    assertThat(values.get(ClusterCatalogue.DEADLINE)).hasMinutes(9);
  }

  @Test
  void refusesToResumeIntoAnotherFolder() {
    assertThatThrownBy(() -> resolve(null, Optional.of("runs/a"), "out", "runs/b"))
        .hasMessage("out=runs/b: a resumed run goes on in its own folder runs/a; leave --out away");
  }

  @Test
  void takesTheMasterThatSparkWasStartedWith() {
    Values values = resolve("local-cluster[2,1,2048]", Optional.empty());
    assertThat(values.text(ClusterCatalogue.MASTER)).isEqualTo("local-cluster[2,1,2048]");
    assertThat(values.origin(ClusterCatalogue.MASTER)).hasToString("Spark's spark.master");
  }

  @Test
  void refusesAMasterThatSparkWouldIgnore() {
    assertThatThrownBy(
            () -> resolve("spark://a:7077", Optional.empty(), "master", "spark://b:7077"))
        .hasMessage(
            "master=spark://b:7077: Spark was started with master spark://a:7077 already; leave one"
                + " of them away (flag --master)");
  }
}

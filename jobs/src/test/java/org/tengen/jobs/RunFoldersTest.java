package org.tengen.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.driver.run.RunFolder;

final class RunFoldersTest {
  @TempDir private Path folder;

  private RunFolder fresh(String name) {
    return RunFolder.create(folder.resolve(name).toString(), new Configuration());
  }

  @Test
  void aPlanThatFailsKeepsTheTrainingsThatAreFinished() {
    RunFolder plan = fresh("plan");
    plan.write("run.json", "{}");
    plan.folder("bsp").write("result.json", "{}");

    RunFolders.discardUnless(false, plan);

    assertThat(folder.resolve("plan/bsp/result.json")).exists();
  }

  @Test
  void aRunThatNeverBeganLeavesNothing() {
    RunFolder run = fresh("run");
    run.write("run.json", "{}");
    run.folder("bsp").write("metrics.jsonl", "");

    RunFolders.discardUnless(false, run);

    assertThat(folder.resolve("run")).doesNotExist();
  }
}

package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.driver.run.RunFolder;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.table.Layout;

class KeptTest {
  private static final RunImage IMAGE =
      RunImage.initial(new Layout(4, 2, 2), 1, new float[] {1, 2, 3, 4});

  @TempDir private Path folder;

  @Test
  void aNewProcessKnowsHowOftenTheRateWasHalvedAndWhy() throws Exception {
    RunFolder run = RunFolder.create(folder.resolve("lowered").toString(), new Configuration());
    Kept kept = new Kept(run, 2);
    int session = kept.begin();
    assertThat(kept.write(session, IMAGE, Map.of())).isPresent();
    kept.halve("asp diverged after 10 samples; at rate 32.0");
    kept.halve("asp diverged after 20 samples; at rate 16.0");
    assertThat(kept.write(session, IMAGE, Map.of())).isPresent();

    Kept later = new Kept(run, 2);
    assertThat(later.lowered()).isEmpty();
    assertThat(later.newest()).isPresent();

    assertThat(later.halvings()).isEqualTo(2);
    assertThat(later.lowered())
        .containsExactly(
            "asp diverged after 10 samples; at rate 32.0",
            "asp diverged after 20 samples; at rate 16.0");
  }

  /** As the server's image thread may be at one when the training goes back to a checkpoint. */
  @Test
  void whatASessionOfBeforeStillWantsToWriteIsNotWritten() throws Exception {
    RunFolder run = RunFolder.create(folder.resolve("run").toString(), new Configuration());
    Kept kept = new Kept(run, 2);
    int first = kept.begin();
    assertThat(kept.write(first, IMAGE, Map.of())).get().asString().endsWith("checkpoint-00000001");
    kept.end();
    assertThat(kept.write(first, IMAGE, Map.of())).isEmpty();
    int second = kept.begin();
    assertThat(kept.write(first, IMAGE, Map.of())).isEmpty();
    assertThat(kept.write(second, IMAGE, Map.of())).isPresent();
    assertThat(run.store().list("checkpoints"))
        .containsExactly("checkpoint-00000001", "checkpoint-00000002");
  }
}

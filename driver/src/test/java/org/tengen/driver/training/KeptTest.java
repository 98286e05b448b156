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

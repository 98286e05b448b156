package org.tengen.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.web.report.StrategyRun.CurvePoint;

class LedgerTest {
  private static final Trained FIRST =
      new Trained(
          new Cell("asp:lr/tau", 0.016f, 2),
          93.25,
          1000,
          40,
          12.5,
          0.25,
          14.75,
          30,
          List.of(new CurvePoint(6.25, 500, 20, null, 120.5)),
          3);
  private static final Trained DIVERGED =
      new Trained(
          new Cell("asp", 1, 2), Double.POSITIVE_INFINITY, 500, 20, 6, 0, 15, 31, List.of(), 3);

  @TempDir private Path folder;

  @Test
  void hasWhatWasAddedWhenItIsOpenedAgain() throws IOException {
    Path file = folder.resolve("runs/sweep");
    Ledger ledger = new Ledger(file, "plan");
    ledger.add(FIRST);
    ledger.add(DIVERGED);

    assertThat(new Ledger(file, "plan").done()).containsExactly(FIRST, DIVERGED);
  }

  @Test
  void leavesOutALineThatIsTorn() throws IOException {
    Path file = folder.resolve("out");
    Ledger ledger = new Ledger(file, "plan");
    ledger.add(FIRST);
    Files.writeString(file, "{\"cell\":{\"str", StandardOpenOption.APPEND);

    Ledger again = new Ledger(file, "plan");
    again.add(DIVERGED);

    assertThat(new Ledger(file, "plan").done()).containsExactly(FIRST, DIVERGED);
  }

  @Test
  void refusesTheFileOfAnotherPlan() throws IOException {
    Path file = folder.resolve("out");
    new Ledger(file, "plan of 1 sample").add(FIRST);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ledger(file, "plan of 2 samples"))
        .withMessage(
            "out=%s: it was begun with \"plan of 1 sample\", and this is \"plan of 2 samples\";"
                    .formatted(file)
                + " expected another file, or the same settings");
  }
}

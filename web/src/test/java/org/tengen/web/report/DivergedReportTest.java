package org.tengen.web.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DivergedReportTest {
  private static final RunResult RESULT =
      SampleRuns.result(List.of(SampleRuns.bsp(), SampleRuns.diverged(SampleRuns.asp())));

  @Test
  void theTableHasNoPerplexityForItAndTheNotesSayWhy() {
    String table = TerminalTable.of(RESULT);

    assertThat(table.lines().filter(line -> line.startsWith("asp")).findFirst().orElseThrow())
        .contains("diverged");
    assertThat(table).contains("asp diverged after " + SampleRuns.asp().samples() + " samples.\n");
  }

  @Test
  void theSentenceNamesItAndComparesTheOthers() {
    assertThat(RESULT.summary()).contains("asp diverged").contains("bsp");
  }
}

package org.tengen.bench.ps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {
  /** A million bytes, ten measured rounds. */
  private static final Work WORK = new Work(250_000, 1, 2, 10, 10);

  @Test
  void ratesOfWorkersAreAddedAndCpuTimeIsByAllTheirPayload() {
    Figures first = new Figures(1_000_000, 500_000, 1_500_000, 40_000_000);
    Figures second = new Figures(2_000_000, 1_000_000, 3_000_000, 20_000_000);

    Row row = Row.of("TCP", WORK, List.of(first, second), 0.5);

    assertThat(row.pull()).isEqualTo(1.5);
    assertThat(row.push()).isEqualTo(3.0);
    assertThat(row.roundUs()).isEqualTo(2250);
    // 0.06 s over 10 rounds of 2 workers, each a megabyte there and one back
    assertThat(row.cpuSecondsPerGb()).isCloseTo(1.5, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void aRowThatGoesOneWayHasHalfThePayload() {
    Figures figures = new Figures(1_000_000, 1_000_000, 1_000_000, 20_000_000);

    Row row = Row.oneWay("bare TCP", WORK, figures, 0.5);

    assertThat(row.cpuSecondsPerGb()).isCloseTo(2.0, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void aTableSaysHowARowStandsToItsBareOne() {
    Sheet sheet = new Sheet();
    Row bare = new Row("bare TCP", WORK, 2, 2, 500, 0.5, 0.1);

    String line = sheet.add(new Row("TCP", WORK, 1.5, 1.8, 1200, 0.75, 0.25), bare);

    assertThat(line)
        .isEqualTo(
            "| 1 MB | TCP | 1 | 2 | 1.50 | 1.80 | 0.75 | 0.90 | 1200.0 | 0.75 | 10 | 0.25 |");
  }

  @Test
  void aRowThatIsNotMeasuredSaysWhy() {
    assertThat(new Sheet().addMissing(WORK, "TCP", "left out"))
        .isEqualTo("| 1 MB | TCP | 1 | 2 | left out | | | | | | | |");
  }
}

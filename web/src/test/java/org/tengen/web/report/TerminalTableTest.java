package org.tengen.web.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerminalTableTest {

  @Test
  void alignsFiguresUnderTheirHeadings() {
    assertThat(TerminalTable.of(SampleRuns.comparison()))
        .isEqualTo(
            """
                        samples           idle     staleness       perplexity      seconds  slowest
            strategy      per s  updates     %  mean  p99  max  valid.  unigram  to target  samples
            bsp           9,352    3,200  41.2  0.00    0    0  205.3     702.4      35.1   102,400
            ssp:3        12,375   12,800  16.8  2.76    8   11  188.9*    702.4      22.4    93,875
            asp          14,322   12,800   0.4  3.01   12   31  191.7     702.4      20.2*   93,875
            asp:lr/tau   13,980   12,800   0.5  3.00   12   19  197.2     702.4      23.0    93,875
            * best
            Perplexity: on the validation split, after 409,600 samples each.
            Target: a validation perplexity of 214.6.
            Staleness: updates made between a worker's pull and the use of its push.
            Slowest: samples of the worker that gave fewest; its data counts less.
            """);
  }

  @Test
  void showsBytesWhereACodecWasSet() {
    StrategyRun.Traffic raw = new StrategyRun.Traffic("float32", 1_000, 1_000, 1_000, 1_000, 0);
    StrategyRun.Traffic coded =
        new StrategyRun.Traffic(
            "topk:0.001+momentum:0.9", 2_000_000, 1L << 30, 1L << 30, 1L << 30, 3);
    StrategyRun asp = SampleRuns.asp();
    assertThat(TerminalTable.of(SampleRuns.result(List.of(SampleRuns.sending(asp, raw)))))
        .isEqualTo(TerminalTable.of(SampleRuns.result(List.of(asp))));
    String alone = TerminalTable.of(SampleRuns.result(List.of(SampleRuns.sending(asp, coded))));
    assertThat(alone.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(alone)
        .contains("times fewer", " 1,076 ", " 537 ", " 2.00\n")
        .contains("Codec: topk:0.001+momentum:0.9.\n")
        .contains("Lost: what a worker had kept back, 3 times, as its task ended early.\n");
    assertThat(
            TerminalTable.of(
                SampleRuns.result(
                    List.of(SampleRuns.sending(asp, coded), SampleRuns.sending(asp, raw)))))
        .contains("codec", " topk:0.001+ ", " float32 ")
        .contains("Codec: topk:0.001+momentum:0.9, float32.\n");
  }

  @Test
  void cutsALongNameToStayWithinAHundredColumns() {
    StrategyRun run = SampleRuns.asp();
    StrategyRun wide =
        new StrategyRun(
            "a-strategy-with-a-name-that-goes-on\u2028and on",
            4,
            2,
            1,
            99_999_999_999L,
            99_999_999_999L,
            1e6,
            1e9,
            1,
            new StrategyRun.Staleness(1e6, 9_999_999, 9_999_999, List.of()),
            Map.of("perplexity", 1e30),
            1e30,
            123_456.7,
            "",
            List.of(),
            List.of(new StrategyRun.LaneTime(0, 99_999_999_999L, 0, 1, 1, 1, 1, 1)),
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    String table = TerminalTable.of(SampleRuns.result(List.of(wide, run)));
    assertThat(table.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(table).matches("[ -~\\n]*").contains("a-st", "~ ", "1.0e+30", "100.0G");
  }

  @Test
  void marksWhatIsAbsentAndWhatWasNeverReached() {
    RunResult result =
        SampleRuns.result(
            List.of(
                SampleRuns.reaching(SampleRuns.bsp(), 214.6, null),
                SampleRuns.ending(SampleRuns.asp(), Double.POSITIVE_INFINITY)));
    assertThat(TerminalTable.of(result))
        .containsPattern("bsp .* never ")
        .containsPattern("asp .* diverged ");
  }
}

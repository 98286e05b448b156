package org.tengen.web.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tengen.models.metric.Metric;
import org.tengen.web.report.FirstSteps.Lane;

final class FirstStepsTest {
  /** Behind a barrier: worker 0 takes three times as long, so worker 1 waits for it. */
  private static final StrategyRun BSP =
      SampleRuns.beginning(
          "bsp",
          2,
          List.of(
              "sending 1, computing 10, straggling 20, sending 2, computing 10, straggling 20",
              "sending 1, computing 10, sending 1, idle 20, sending 1, computing 10, idle 20"));

  /** Nobody waits: worker 1 has made three steps when worker 0 is in its first. */
  private static final StrategyRun ASP =
      SampleRuns.beginning(
          "asp",
          2,
          List.of(
              "sending 1, computing 10, straggling 40, computing 10, computing 10",
              "away 5, computing 10, waitingForCore 2, computing 10, computing 10"));

  private static FirstSteps of(StrategyRun run) {
    return FirstSteps.of(run).orElseThrow();
  }

  @Test
  void readsWhatIsWritten() {
    String text =
        new FirstSteps.Text()
            .away(5_000_000)
            .add(Metric.COMPUTING, 12_345_678)
            .add(Metric.WAITING_FOR_CORE, 500_000)
            .toString();

    assertThat(text).isEqualTo("away 5.000, computing 12.346, waitingForCore 0.500");
    Lane lane = of(SampleRuns.beginning("asp", 1, List.of(text))).lanes().get(0);
    assertThat(lane.end()).isEqualTo(17.846);
    assertThat(lane.steps()).isEqualTo(1);
    assertThat(lane.ms(LaneParts.COMPUTING)).isEqualTo(12.346);
  }

  @Test
  void countsAStepFromWhereItsWorkerBeginsToWaitForIt() {
    assertThat(of(BSP).lanes().get(1).pieces())
        .extracting(FirstSteps.Piece::step)
        .containsExactly(1, 1, 1, 2, 2, 2, 3);
    assertThat(of(ASP).lanes().get(1).ends()).containsExactly(17.0, 27.0, 37.0);
  }

  @Test
  void endsWhereTheFirstOfThoseWithMostStepsIsNotKnownAnyMore() {
    assertThat(of(BSP).end()).isEqualTo(63);
    assertThat(of(ASP).end()).isEqualTo(37);
    assertThat(of(ASP).until(37).lanes().get(0).steps()).isEqualTo(1);
    assertThat(of(ASP).until(37).lanes().get(0).end()).isEqualTo(37);
  }

  @Test
  void namesTheWorkerThatAnotherOneWaitedFor() {
    FirstSteps steps = of(BSP);
    Lane waiter = steps.lanes().get(1);

    assertThat(steps.awaited(waiter, waiter.pieces().get(3)).map(Lane::number)).contains(0);
    assertThat(steps.idle()).isEqualTo(40);
  }

  @Test
  void underABoundItIsTheOneBehindAndNotTheOneThatCameLast() {
    FirstSteps steps =
        of(
            SampleRuns.beginning(
                "ssp:1",
                3,
                List.of(
                    "computing 30, computing 30",
                    "computing 10, computing 10, idle 10, computing 10",
                    "computing 10, computing 10, computing 9, computing 5")));
    Lane waiter = steps.lanes().get(1);

    assertThat(steps.awaited(waiter, waiter.pieces().get(2)).map(Lane::number)).contains(0);
  }

  @Test
  void drawsATimeLineWithNumberedStepsAndSaysWhoWaited() {
    String page = HtmlReport.of(SampleRuns.result(List.of(BSP, ASP)));

    assertThat(page)
        .contains("The first steps: who waits for whom")
        .contains("<title>worker 1, step 2: idle 20.0 ms, for worker 0</title>")
        .contains("Workers waited 20.0 ms for others, 27 % of their time: 20.0 ms for worker 0.")
        .contains("Nobody waited for another worker.")
        .contains("In the first 37.0 ms worker 0 began 2 steps and waited 0.0 ms for others;")
        .contains("All strategies are shown over the same time.")
        .contains("<td>1.0, 33.0</td>");
  }

  @Test
  void markdownDrawsItWithCharacters() {
    String text = MarkdownReport.of(SampleRuns.result(List.of(BSP)));

    assertThat(text)
        .contains("bsp, a character is 0.88 ms\n")
        .contains("\n   0 >############" + "~".repeat(22) + ">>>%")
        .contains("\n   1 >############>" + ".".repeat(23) + ">%");
  }

  @Test
  void saysHowManyWorkersThereAreBesideThoseShownAndNothingOfWhomTheyWaitedFor() {
    StrategyRun many = SampleRuns.beginning("bsp", 1_024, BSP.firstSteps());

    assertThat(HtmlReport.of(SampleRuns.result(List.of(many))))
        .contains(
            "Workers waited 40.0 ms for others, 32 % of their time. The first 2 of 1,024 workers.");
  }

  @Test
  void passesOverWhatItDoesNotKnow() {
    assertThat(FirstSteps.of(SampleRuns.asp())).isEqualTo(Optional.empty());
    assertThat(FirstSteps.of(SampleRuns.beginning("asp", 1, List.of("", "no, idle x, NaN NaN"))))
        .isEmpty();
    FirstSteps steps =
        of(SampleRuns.beginning("asp", 1, List.of("dreaming 3, computing 4, idle -1, idle NaN")));
    assertThat(steps.lanes().get(0).pieces()).hasSize(1);
  }
}

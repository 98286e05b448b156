package org.tengen.web.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tengen.web.report.StrategyRun.CurvePoint;

final class SpreadCurveTest {
  /** Evaluated three times, at so many seconds each, with half the perplexity each time. */
  private static StrategyRun run(long seed, double seconds, double first) {
    return SampleRuns.curved(
        "asp",
        seed,
        List.of(
            new CurvePoint(0, 0, 0, null, first),
            new CurvePoint(seconds, 100, 10, null, first / 2),
            new CurvePoint(2 * seconds, 200, 20, null, first / 4)));
  }

  private static final List<StrategyRun> THREE =
      List.of(run(1, 10, 800), run(2, 12, 1000), run(3, 20, 1200));

  @Test
  void hasTheLowestTheMiddleAndTheHighestAtEachNumberOfSamples() {
    List<SpreadCurve.Point> points = SpreadCurve.of(THREE, CurvePoint::samples);

    assertThat(points).extracting(SpreadCurve.Point::x).containsExactly(0.0, 100.0, 200.0);
    assertThat(points)
        .extracting(SpreadCurve.Point::perplexity)
        .containsExactly(
            new Repeats.Spread(800, 1000, 1200),
            new Repeats.Spread(400, 500, 600),
            new Repeats.Spread(200, 250, 300));
  }

  @Test
  void readsOffEachTrainingsLineWhereItWasInTheMiddleOfTheTimes() {
    List<SpreadCurve.Point> points = SpreadCurve.of(THREE, CurvePoint::seconds);

    assertThat(points).extracting(SpreadCurve.Point::x).containsExactly(0.0, 12.0, 24.0);
    Repeats.Spread middle = points.get(1).perplexity();
    // a fifth of the way from 400 to 200; its own 500; three fifths of the way from 1200 to 600
    assertThat(middle.low()).isEqualTo(400 * Math.pow(0.5, 0.2), within(1e-9));
    assertThat(middle.median()).isEqualTo(500);
    assertThat(middle.high()).isEqualTo(1200 * Math.pow(0.5, 0.6), within(1e-9));
  }

  @Test
  void aTrainingThatHasEndedKeepsItsLastPerplexity() {
    assertThat(SpreadCurve.perplexity(run(1, 10, 800), CurvePoint::seconds, 50)).isEqualTo(200);
  }

  @Test
  void aTrainingThatHasDivergedIsInfiniteFromThereOn() {
    StrategyRun diverged = SampleRuns.diverged(run(1, 10, 800));

    assertThat(SpreadCurve.perplexity(diverged, CurvePoint::seconds, 20)).isEqualTo(200);
    assertThat(SpreadCurve.perplexity(diverged, CurvePoint::seconds, 21)).isInfinite();
  }

  @Test
  void isDrawnAsALineInABandOverTheWholePlot() {
    String page = HtmlReport.of(SampleRuns.result(THREE));

    Matcher bands =
        Pattern.compile("<polygon class=\"band\"[^>]* points=\"([^\"]*)\"").matcher(page);
    List<String> points = bands.results().map(band -> band.group(1)).toList();
    // three plots, each for wide pages and for narrow ones; there and back over three points
    assertThat(points).hasSize(6).allSatisfy(band -> assertThat(band.split(" ")).hasSize(6));
    assertThat(page)
        .contains(
            "asp: perplexity 500.0 (400.0 to 600.0, 3 seeds) at 100 samples",
            "A line is the median over the seeds");
  }

  @Test
  void aSingleSeedHasNoBand() {
    assertThat(HtmlReport.of(SampleRuns.comparison())).doesNotContain("class=\"band\"");
  }

  @Test
  void markdownHasTheMediansAndTheExtremes() {
    assertThat(MarkdownReport.of(SampleRuns.result(THREE)))
        .contains(
            "| seconds | samples | updates | validation perplexity | low-high |",
            "| 12.0 | 100 | 10 | 500.0 | 400.0-600.0 |");
  }
}

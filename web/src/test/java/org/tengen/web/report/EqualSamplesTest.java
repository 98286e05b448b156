package org.tengen.web.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tengen.web.report.StrategyRun.CurvePoint;
import org.tengen.web.report.StrategyRun.Staleness;

final class EqualSamplesTest {

  @Test
  void comparesWhereTheShorterTrainingEnded() {
    EqualSamples equal = EqualSamples.of(List.of(run(1_000, 100), run(2_000, 64)));
    assertThat(equal.samples()).isEqualTo(1_000);
    assertThat(equal.perplexity(run(1_000, 100))).isEqualTo(100);
  }

  @Test
  void readsALongerTrainingOffItsCurve() {
    StrategyRun longer = run(2_000, 64);
    assertThat(new EqualSamples(1_000).perplexity(longer)).isEqualTo(256, within(1e-9));
    assertThat(new EqualSamples(1_500).perplexity(longer)).isEqualTo(128, within(1e-9));
  }

  @Test
  void oneThatDivergedAndWasStoppedIsNotComparedAndCutsNobodyShort() {
    StrategyRun stopped = SampleRuns.diverged(run(500, 64));
    EqualSamples equal = EqualSamples.of(List.of(stopped, run(1_000, 100)));

    assertThat(equal.samples()).isEqualTo(1_000);
    assertThat(equal.perplexity(stopped)).isNaN();
  }

  @Test
  void takesTheFinalFigureOfATrainingThatOvershotByAFewSamples() {
    assertThat(new EqualSamples(1_995).perplexity(run(2_000, 64))).isEqualTo(64);
  }

  /** A curve of 1,024, 256 at a thousand and its final perplexity. */
  private static StrategyRun run(long samples, double perplexity) {
    return new StrategyRun(
        "asp",
        1,
        1,
        1,
        samples,
        1,
        1,
        1,
        0,
        new Staleness(0, 0, 0, List.of(1L)),
        Map.of("perplexity", perplexity),
        null,
        null,
        "",
        List.of(
            new CurvePoint(0, 0, 0, null, 1_024),
            new CurvePoint(1, 1_000, 1, 1.0, 256),
            new CurvePoint(2, samples, 2, 1.0, perplexity)),
        List.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}

package org.tengen.web.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.web.report.StrategyRun.CurvePoint;
import org.tengen.web.report.StrategyRun.LaneTime;
import org.tengen.web.report.StrategyRun.Staleness;
import org.tengen.web.report.StrategyRun.Traffic;

/** Made-up results of the shape that a comparison of four strategies on four workers has. */
final class SampleRuns {
  static final double UNIGRAM = 702.4;
  static final double TARGET = 214.6;
  private static final long BUDGET = 409_600;
  private static final Staleness FRESH = new Staleness(0, 0, 0, List.of(10L));

  private SampleRuns() {}

  /** Four strategies under transient stragglers. */
  static RunResult comparison() {
    return result(List.of(bsp(), ssp(), asp(), aspLrTau()));
  }

  static RunResult result(List<StrategyRun> runs) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("corpus", "wordnet31");
    settings.put("strategy", "bsp,ssp:3,asp,asp:lr/tau");
    settings.put("workers", "4");
    settings.put("shards", "2");
    settings.put("batch", "32");
    settings.put("optimiser", "adam");
    settings.put("rate", "0.002");
    settings.put("straggler", "any:10x@5%");
    settings.put("seed", "1");
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("tengen", "0.1.0-SNAPSHOT (0123abc, clean)");
    versions.put("java", "17.0.15");
    versions.put("spark", "3.5.7");
    versions.put("deeplearning4j", "1.0.0-M2.1");
    versions.put("cpu", "2 x x86_64, AVX2");
    return new RunResult(
        "compare",
        "./tengen compare --corpus wordnet31 --strategy bsp,ssp:3,asp,asp:lr/tau --workers 4 --seed 1",
        "2026-11-22T18:00:00Z",
        settings,
        versions,
        UNIGRAM,
        Summary.of(runs, UNIGRAM),
        runs);
  }

  static StrategyRun bsp() {
    return named("bsp");
  }

  /** The same run, stopped as it had diverged. */
  static StrategyRun diverged(StrategyRun run) {
    return new StrategyRun(
        run.strategy(),
        run.workers(),
        run.shards(),
        run.seed(),
        run.samples(),
        run.updates(),
        run.seconds(),
        run.samplesPerSecond(),
        run.idleShare(),
        run.staleness(),
        run.validation(),
        null,
        null,
        run.weightsSha256(),
        run.curve(),
        run.lanes(),
        run.traffic(),
        run.strategy() + " diverged after " + run.samples() + " samples",
        run.rate(),
        run.optimiser(),
        run.straggler(),
        null,
        null);
  }

  /** Word vectors, whose loss has fallen from 4 nats to 2. */
  static StrategyRun words() {
    StrategyRun run = asp();
    return new StrategyRun(
        run.strategy(),
        run.workers(),
        run.shards(),
        run.seed(),
        run.samples(),
        run.updates(),
        run.seconds(),
        run.samplesPerSecond(),
        run.idleShare(),
        run.staleness(),
        Map.of(),
        null,
        null,
        run.weightsSha256(),
        List.of(),
        run.lanes(),
        null,
        null,
        null,
        null,
        "none",
        null,
        null,
        new WordFigures(
            List.of(
                new WordFigures.Loss(1, 1_000, 4),
                new WordFigures.Loss(2, 9_500, 2.5),
                new WordFigures.Loss(3, 10_000, 2)),
            new WordPicture(
                List.of(
                    new WordPicture.Word("cat", 0.5, 0.1, "dog", 0.75),
                    new WordPicture.Word("dog", 0.4, -0.1, "cat", 0.75),
                    new WordPicture.Word("<b>", -0.9, 0, "dog", -0.25)),
                0.875)));
  }

  /** A run under another strategy, with the figures of {@link #bsp}. */
  static StrategyRun named(String strategy) {
    return new Shape(strategy, 43.8, 3_200, 205.3, 35.1, 0.412).run(List.of(12_800L));
  }

  /** The same run, of whose first lane some batches were skipped. */
  static StrategyRun skipping(StrategyRun run, long batches) {
    List<LaneTime> lanes = new ArrayList<>(run.lanes());
    LaneTime first = lanes.get(0);
    lanes.set(0, new LaneTime(0, first.samples(), batches, 1, 2, 3, 4, 5));
    return with(run, run.validation(), Reached.of(run), run.curve(), lanes, run.traffic());
  }

  static StrategyRun ssp() {
    return new Shape("ssp:3", 33.1, 12_800, 188.9, 22.4, 0.168)
        .run(List.of(400L, 1_900L, 3_600L, 4_000L, 1_500L, 700L, 350L, 200L, 90L, 40L, 15L, 5L));
  }

  static StrategyRun asp() {
    return new Shape("asp", 28.6, 12_800, 191.7, 20.2, 0.004)
        .run(
            List.of(
                300L, 1_800L, 3_900L, 3_900L, 1_300L, 500L, 300L, 220L, 160L, 110L, 80L, 60L, 45L,
                35L, 25L, 20L, 15L, 10L, 8L, 5L, 4L, 1L, 0L, 0L, 0L, 1L, 0L, 0L, 0L, 0L, 0L, 1L));
  }

  static StrategyRun aspLrTau() {
    return new Shape("asp:lr/tau", 29.3, 12_800, 197.2, 23.0, 0.005)
        .run(
            List.of(
                310L, 1_750L, 3_950L, 3_850L, 1_350L, 520L, 290L, 210L, 170L, 100L, 85L, 55L, 50L,
                30L, 25L, 20L, 15L, 10L, 8L, 2L));
  }

  /** The same run with another final perplexity, at the end of its curve too. */
  static StrategyRun ending(StrategyRun run, double perplexity) {
    List<CurvePoint> curve = new ArrayList<>(run.curve());
    CurvePoint last = curve.remove(curve.size() - 1);
    curve.add(
        new CurvePoint(
            last.seconds(), last.samples(), last.updates(), last.trainPerplexity(), perplexity));
    return with(
        run, Map.of("perplexity", perplexity), Reached.of(run), curve, run.lanes(), run.traffic());
  }

  /** The same run with another time to another target; null for none. */
  static StrategyRun reaching(
      StrategyRun run, @Nullable Double target, @Nullable Double secondsToTarget) {
    return with(
        run,
        run.validation(),
        new Reached(target, secondsToTarget),
        run.curve(),
        run.lanes(),
        run.traffic());
  }

  /** The same run with other bytes on the wire. */
  static StrategyRun sending(StrategyRun run, Traffic traffic) {
    return with(run, run.validation(), Reached.of(run), run.curve(), run.lanes(), traffic);
  }

  /** A run with a curve of its own. */
  static StrategyRun curved(String strategy, long seed, List<CurvePoint> curve) {
    return made(strategy, 4, seed, FRESH, curve, null);
  }

  /** A run with a staleness of its own, of four workers. */
  static StrategyRun stale(String strategy, List<Long> histogram) {
    return stale(strategy, new Staleness(0, 0, histogram.size() - 1, histogram));
  }

  /** A run with such a staleness, of four workers. */
  static StrategyRun stale(String strategy, Staleness staleness) {
    return made(strategy, 4, 1, staleness, asp().curve(), null);
  }

  /** A run whose first steps are known. */
  static StrategyRun beginning(String strategy, int workers, @Nullable List<String> firstSteps) {
    return made(strategy, workers, 1, FRESH, asp().curve(), firstSteps);
  }

  /** A run of a plan with several seeds. */
  static StrategyRun seeded(String strategy, long seed) {
    return made(strategy, 4, seed, FRESH, asp().curve(), null);
  }

  private static StrategyRun made(
      String strategy,
      int workers,
      long seed,
      Staleness staleness,
      List<CurvePoint> curve,
      @Nullable List<String> firstSteps) {
    StrategyRun like = asp();
    double last = curve.get(curve.size() - 1).validationPerplexity();
    return new StrategyRun(
        strategy,
        workers,
        2,
        seed,
        like.samples(),
        like.updates(),
        like.seconds(),
        like.samplesPerSecond(),
        like.idleShare(),
        staleness,
        Map.of("perplexity", last),
        null,
        null,
        "",
        curve,
        List.of(),
        null,
        null,
        0.004,
        "adam",
        "none",
        firstSteps,
        null);
  }

  /** A target and when it was reached. */
  private record Reached(@Nullable Double target, @Nullable Double seconds) {
    static Reached of(StrategyRun run) {
      return new Reached(run.targetPerplexity(), run.secondsToTarget());
    }
  }

  private static StrategyRun with(
      StrategyRun run,
      Map<String, Double> validation,
      Reached reached,
      List<CurvePoint> curve,
      List<LaneTime> lanes,
      @Nullable Traffic traffic) {
    return new StrategyRun(
        run.strategy(),
        run.workers(),
        run.shards(),
        run.seed(),
        run.samples(),
        run.updates(),
        run.seconds(),
        run.samplesPerSecond(),
        run.idleShare(),
        run.staleness(),
        validation,
        reached.target,
        reached.seconds,
        run.weightsSha256(),
        curve,
        lanes,
        traffic,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** A curve and lanes of a plausible shape, scaled to the figures. */
  private record Shape(
      String strategy,
      double seconds,
      long updates,
      double perplexity,
      @Nullable Double secondsToTarget,
      double idle) {

    StrategyRun run(List<Long> histogram) {
      long pushes = histogram.stream().mapToLong(Long::longValue).sum();
      double sum = 0;
      long below = 0;
      long p99 = 0;
      for (int k = 0; k < histogram.size(); k++) {
        sum += k * histogram.get(k);
        p99 = below < 0.99 * pushes ? k : p99;
        below += histogram.get(k);
      }
      Staleness staleness = new Staleness(sum / pushes, p99, histogram.size() - 1, histogram);
      return new StrategyRun(
          strategy,
          4,
          2,
          1,
          BUDGET,
          updates,
          seconds,
          BUDGET / seconds,
          idle,
          staleness,
          Map.of("perplexity", perplexity),
          TARGET,
          secondsToTarget,
          "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
          curve(),
          lanes(),
          null,
          null,
          null,
          null,
          null,
          null,
          null);
    }

    private List<CurvePoint> curve() {
      List<CurvePoint> curve = new ArrayList<>();
      for (int k = 0; k <= 20; k++) {
        double share = k / 20.0;
        double log = Math.log(perplexity) + 1.35 * Math.exp(-4.2 * share) - 1.35 * Math.exp(-4.2);
        double value = k == 0 ? 8_012 : Math.exp(log + 0.008 * Math.sin(7.0 * k + updates));
        curve.add(
            new CurvePoint(
                seconds * share,
                (long) (BUDGET * share),
                (long) (updates * share),
                k == 0 ? null : value * 0.93,
                k == 20 ? perplexity : value));
      }
      return curve;
    }

    private List<LaneTime> lanes() {
      List<LaneTime> lanes = new ArrayList<>();
      for (int lane = 0; lane < 4; lane++) {
        double uneven = 1 + 0.06 * Math.sin(3.0 * lane + updates);
        double resting = idle * seconds * uneven;
        double sending = 0.03 * seconds;
        double straggling = (0.14 + 0.04 * Math.cos(5.0 * lane)) * seconds * (1 - idle);
        double rest = seconds - resting - sending - straggling;
        long samples =
            idle > 0.3 ? BUDGET / 4 : (long) (BUDGET / 4 * (1 + 0.11 * Math.sin(2.0 * lane)));
        lanes.add(
            new LaneTime(lane, samples, 0, rest * 0.52, rest * 0.48, straggling, resting, sending));
      }
      return lanes;
    }
  }
}
